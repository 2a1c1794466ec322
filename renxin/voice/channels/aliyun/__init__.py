"""Text messages by Aliyun: approved templates, our own number with each, receipts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.channels.aliyun.signature import signed
from renxin.voice.hooked import Call, Told, Written, is_young
from renxin.voice.hooked import Heard as Heeded
from renxin.voice.kinds import Receipt
from renxin.voice.models import Outlet

HOSTS = frozenset({"dysmsapi.aliyuncs.com"})
TITLE = _("Text messages by Aliyun")
NEEDS_TEMPLATE = True
TYPED = (
    Blank("access_key_id", "AccessKey ID"),
    Blank("sign_name", _("Signature, as registered")),
    Blank("endpoint", _("Address"), usual="https://dysmsapi.aliyuncs.com"),
    Blank("access_key_secret", "AccessKey Secret", is_secret=True),
)
OF_THE_NUMBER = frozenset({"isv.MOBILE_NUMBER_ILLEGAL", "isv.INVALID_NUMBER"})
# What the carrier has done with it; while it waits, all we know is that it was taken.
FAILED, ARRIVED = 2, 3
THERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Aliyun:
    """The account of this house."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    name: str = "aliyun"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.PHONE
    family: str = "SMS"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = False

    def send(self, letter: Letter) -> Answer:
        """``OK`` is a yes; another code of theirs a no; anything else is neither."""
        values = {blank: letter.values.get(blank, "") for blank in letter.blanks}
        told = self._call(
            "SendSms",
            PhoneNumbers=_national(letter.to),
            SignName=self.settings["sign_name"],
            TemplateCode=letter.template,
            TemplateParam=json.dumps(values, ensure_ascii=False),
            OutId=letter.out_id,
        )
        code = str(told.get("Code", ""))
        if code == "OK":
            return Answer(Heard.YES, outside_id=str(told.get("BizId", "")), code=code)
        if not code or code.startswith("isp."):
            return Answer(Heard.UNKNOWN, code=code or "no code")
        return Answer(Heard.NO, code=code, bad_number=code in OF_THE_NUMBER)

    def ask(self, question: Question) -> Answer:
        """Look for our number among what went to that phone on those days."""
        day = question.since.astimezone(THERE).date()
        for sent_on in (day, day + timedelta(days=1)):
            told = self._call(
                "QuerySendDetails",
                PhoneNumber=_national(question.to),
                SendDate=f"{sent_on:%Y%m%d}",
                PageSize="50",
                CurrentPage="1",
            )
            if told.get("Code") != "OK":
                return Answer(Heard.UNKNOWN, code=str(told.get("Code", "")))
            lines = told.get("SmsSendDetailDTOs", {}).get("SmsSendDetailDTO", [])
            for line in lines:
                if line.get("OutId") == question.out_id:
                    return Answer(Heard.YES, receipt=_receipt(line))
        return Answer(Heard.NO)

    def let_go(self, *, at: datetime) -> None:
        """Nothing of it is kept here."""

    def _call(self, action: str, **asked: str) -> dict[str, Any]:
        address = wire.checked(self.settings["endpoint"], HOSTS)
        query, headers = signed(
            address,
            action,
            asked,
            key=self.settings["access_key_id"],
            secret=self.secrets["access_key_secret"],
        )
        return wire.told(wire.post(f"{address}/?{query}", b"", headers))


def _receipt(line: Mapping[str, Any]) -> str:
    status = line.get("SendStatus")
    if status == ARRIVED:
        return Receipt.DELIVERED
    return Receipt.FAILED if status == FAILED else ""


def _national(number: str) -> str:
    return number.removeprefix("+86")


def heard(call: Call, _outlet: Outlet, *, at: datetime) -> Heeded:
    """A list of receipts, or of replies; without a signature, so only young ones."""
    lines = json.loads(call.body)
    reports, replies = [], []
    for line in lines if isinstance(lines, list) else []:
        stamp = line.get("report_time") or line.get("send_time")
        if not is_young(stamp, at=at, zone=THERE):
            continue
        if "content" in line:
            sender, number = f"+86{line['phone_number']}", str(line["sequence_id"])
            replies.append(Written(sender, str(line["content"]), number))
        elif "success" in line:
            receipt = Receipt.DELIVERED if line["success"] else Receipt.FAILED
            code = str(line.get("err_code", ""))
            reports.append(Told(receipt, str(line.get("out_id", "")), code=code))
    answer = json.dumps({"code": 0, "msg": "OK"}).encode()
    return Heeded(tuple(reports), tuple(replies), answer, "application/json")


def channel(outlet: Outlet) -> Aliyun:
    return Aliyun(outlet.settings, outlet.secrets())
