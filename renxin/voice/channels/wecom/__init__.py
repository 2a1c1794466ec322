"""WeCom: a task for a member to send to somebody they know, by the official API.

The platform lets a house write to a patient only through the member they know: the
message is laid before that member, who sends it. So a yes means that it was laid there,
and never more until the platform says that it was sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import tokens, wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.channels.wecom import callback
from renxin.voice.hooked import Call, Written, fields
from renxin.voice.hooked import Heard as Heeded
from renxin.voice.kinds import Receipt
from renxin.voice.models import Outlet

HOSTS = frozenset({"qyapi.weixin.qq.com"})
TITLE = _("WeCom, sent by the member they know")
NEEDS_TEMPLATE = False
TYPED = (
    Blank("corp_id", _("Corporation ID")),
    Blank("sender", _("Member who sends it")),
    Blank("endpoint", _("Address"), usual="https://qyapi.weixin.qq.com"),
    Blank("secret", _("Secret"), is_secret=True),
    Blank("token", _("Token of the callback"), is_secret=True),
    Blank("aes_key", _("EncodingAESKey of the callback"), is_secret=True),
)
SPENT_TOKEN = frozenset({40014, 42001})
BUSY = frozenset({-1, 45009})
# Nobody by that id; they went, or blocked us.
GONE = frozenset({40096, 84061})
# What the member has done with it: not yet, sent, no friend of theirs, told too much.
SENT, NO_FRIEND, TOO_OFTEN = 1, 2, 3
LEFT = frozenset({"del_follow_user", "del_external_contact"})


@dataclass(frozen=True)
class WeCom:
    """The corporation of this house."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    name: str = "wecom"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.WECHAT
    family: str = "WECHAT"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = False

    def send(self, letter: Letter) -> Answer:
        body = {
            "chat_type": "single",
            "external_userid": [letter.to],
            "sender": self.settings["sender"],
            "text": {"content": letter.words},
        }
        told = self._say("externalcontact/add_msg_template", body)
        return _answer(told.get("errcode"), told, letter.to)

    def ask(self, question: Question) -> Answer:
        """By its own number; where the answer was lost, nobody can tell."""
        if not question.outside_id:
            return Answer(Heard.UNKNOWN, code="no number of theirs")
        body = {"msgid": question.outside_id, "userid": self.settings["sender"]}
        told = self._say("externalcontact/get_groupmsg_send_result", body)
        for line in told.get("send_list") or []:
            if line.get("external_userid") == question.to:
                return Answer(Heard.YES, receipt=_receipt(line.get("status")))
        return Answer(Heard.UNKNOWN, code=str(told.get("errcode")))

    def _say(self, action: str, body: Mapping[str, object]) -> dict[str, Any]:
        address = wire.checked(self.settings["endpoint"], HOSTS)
        whose = f"wecom {self.settings['corp_id']}"
        asked = {
            "corpid": self.settings["corp_id"],
            "corpsecret": self.secrets["secret"],
        }
        place = f"{address}/cgi-bin/gettoken?{urlencode(asked)}"
        leave = tokens.token(place, whose=whose)
        told = tokens.say(f"{address}/cgi-bin/{action}", leave, body)
        if told.get("errcode") in SPENT_TOKEN:
            tokens.forget(whose)
        return told

    def let_go(self, *, at: datetime) -> None:
        """Nothing of it is kept here."""


def _answer(code: object, told: Mapping[str, object], to: str) -> Answer:
    if code is None or code in BUSY:
        return Answer(Heard.UNKNOWN, code=str(code))
    failed = told.get("fail_list")
    if code in GONE or (isinstance(failed, list) and to in failed):
        return Answer(Heard.NO, code=str(code), bad_number=True)
    if code != 0:
        return Answer(Heard.NO, code=str(code))
    return Answer(Heard.YES, outside_id=str(told.get("msgid", "")))


def _receipt(status: object) -> str:
    """Sent by the member is all the platform tells; it is there at the same moment."""
    if status == SENT:
        return Receipt.DELIVERED
    return Receipt.FAILED if status in {NO_FRIEND, TOO_OFTEN} else ""


def heard(call: Call, outlet: Outlet, *, at: datetime) -> Heeded:
    """Signed, sealed and of this moment: what they wrote, or that they left us."""
    if not call.body:
        return Heeded(answer=callback.opened(call, outlet, at=at))
    told = fields(callback.opened(call, outlet, at=at))
    if told.get("ChangeType") in LEFT:
        return Heeded(gone=(told["ExternalUserID"],))
    if told.get("MsgType") == "text":
        written = Written(told["FromUserName"], told["Content"], told["MsgId"])
        return Heeded(replies=(written,))
    return Heeded()


def channel(outlet: Outlet) -> WeCom:
    return WeCom(outlet.settings, outlet.secrets())
