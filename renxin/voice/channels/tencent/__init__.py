"""Text messages by Tencent Cloud: approved templates, receipts by its own number.

It keeps no number of ours. Where its answer was lost, nobody can ask for it by name:
such a message stays in doubt until a person decides.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.channels.tencent.signature import signed
from renxin.voice.hooked import Call, Told, Written, is_young
from renxin.voice.hooked import Heard as Heeded
from renxin.voice.kinds import Receipt
from renxin.voice.models import Outlet

HOSTS = frozenset({"sms.tencentcloudapi.com"})
TITLE = _("Text messages by Tencent Cloud")
NEEDS_TEMPLATE = True
TYPED = (
    Blank("secret_id", "SecretId"),
    Blank("app_id", "SmsSdkAppId"),
    Blank("sign_name", _("Signature, as registered")),
    Blank("region", _("Region"), usual="ap-guangzhou"),
    Blank("endpoint", _("Address"), usual="https://sms.tencentcloudapi.com"),
    Blank("secret_key", "SecretKey", is_secret=True),
)
OF_THE_NUMBER = frozenset(
    {
        "InvalidParameterValue.IncorrectPhoneNumber",
        "FailedOperation.PhoneNumberInBlacklist",
    }
)
# A failure of theirs, not a decision about the message.
UNSURE = ("InternalError", "RequestTimeout")
THERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Tencent:
    """The account of this house."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    name: str = "tencent"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.PHONE
    family: str = "SMS"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = False

    def send(self, letter: Letter) -> Answer:
        told = self._call(
            "SendSms",
            {
                "PhoneNumberSet": [letter.to],
                "SmsSdkAppId": self.settings["app_id"],
                "SignName": self.settings["sign_name"],
                "TemplateId": letter.template,
                "TemplateParamSet": [letter.values.get(b, "") for b in letter.blanks],
                "SessionContext": letter.out_id,
            },
        )
        error = told.get("Error")
        status = (told.get("SendStatusSet") or [{}])[0]
        code = str((error or status).get("Code", ""))
        if code.lower() == "ok":
            return Answer(Heard.YES, outside_id=str(status.get("SerialNo", "")))
        if not code or code.startswith(UNSURE):
            return Answer(Heard.UNKNOWN, code=code or "no code")
        return Answer(Heard.NO, code=code, bad_number=code in OF_THE_NUMBER)

    def ask(self, question: Question) -> Answer:
        """By its own number, if it ever told us that."""
        if not question.outside_id:
            return Answer(Heard.UNKNOWN, code="no number of theirs")
        told = self._call(
            "PullSmsSendStatusByPhoneNumber",
            {
                "BeginTime": int(question.since.timestamp()),
                "Offset": 0,
                "Limit": 100,
                "PhoneNumber": question.to,
                "SmsSdkAppId": self.settings["app_id"],
            },
        )
        for line in told.get("PullSmsSendStatusSet") or []:
            if line.get("SerialNo") == question.outside_id:
                receipt = _receipt(line.get("ReportStatus"))
                return Answer(Heard.YES, receipt=receipt)
        return Answer(Heard.UNKNOWN)

    def let_go(self, *, at: datetime) -> None:
        """Nothing of it is kept here."""

    def _call(self, action: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        address = wire.checked(self.settings["endpoint"], HOSTS)
        body = json.dumps(asked, ensure_ascii=False).encode()
        headers = signed(
            address,
            action,
            body,
            key=self.settings["secret_id"],
            secret=self.secrets["secret_key"],
        )
        headers["X-TC-Region"] = self.settings["region"]
        found = wire.told(wire.post(f"{address}/", body, headers)).get("Response")
        if not isinstance(found, dict):
            raise wire.Garbled
        return found


def _receipt(status: object) -> str:
    return {"SUCCESS": Receipt.DELIVERED, "FAIL": Receipt.FAILED}.get(str(status), "")


def heard(call: Call, _outlet: Outlet, *, at: datetime) -> Heeded:
    """A list of receipts, or one reply; they carry no signature, so only young ones."""
    told = json.loads(call.body)
    answer = json.dumps({"result": 0, "errmsg": "OK"}).encode()
    if isinstance(told, dict):
        replies = (_reply(told),) if _is_young_reply(told, at=at) else ()
        return Heeded((), replies, answer, "application/json")
    reports = tuple(
        Told(
            _receipt(line["report_status"]),
            outside_id=str(line["sid"]),
            code=str(line.get("errmsg", "")),
        )
        for line in told
        if _receipt(line.get("report_status"))
        and is_young(line.get("user_receive_time"), at=at, zone=THERE)
    )
    return Heeded(reports, (), answer, "application/json")


def _reply(told: Mapping[str, Any]) -> Written:
    sender = f"+{told['nationcode'].lstrip('+')}{told['mobile']}"
    return Written(sender, str(told["text"]), f"{sender} {told['time']}")


def _is_young_reply(told: Mapping[str, Any], *, at: datetime) -> bool:
    stamp = datetime.fromtimestamp(int(told["time"]), tz=THERE)
    return is_young(stamp.replace(tzinfo=None), at=at, zone=THERE)


def channel(outlet: Outlet) -> Tencent:
    return Tencent(outlet.settings, outlet.secrets())
