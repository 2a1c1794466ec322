"""WeCom: a task for a member to send to a customer of theirs, by the official API.

The platform lets a house write to a patient only through the member they know: the
message is laid before that member, who sends it. So a yes means that it was laid there,
and never more until the platform says that it was sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import tokens, wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
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
)
SPENT_TOKEN = frozenset({40014, 42001})
BUSY = frozenset({-1, 45009})
# Nobody by that id; they went, or blocked us.
GONE = frozenset({40096, 84061})


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
        address = wire.checked(self.settings["endpoint"], HOSTS)
        whose = f"wecom {self.settings['corp_id']}"
        asked = {
            "corpid": self.settings["corp_id"],
            "corpsecret": self.secrets["secret"],
        }
        place = f"{address}/cgi-bin/gettoken?{urlencode(asked)}"
        leave = tokens.token(place, whose=whose)
        body = {
            "chat_type": "single",
            "external_userid": [letter.to],
            "sender": self.settings["sender"],
            "text": {"content": letter.words},
        }
        place = f"{address}/cgi-bin/externalcontact/add_msg_template"
        told = tokens.say(place, leave, body)
        code = told.get("errcode")
        if code in SPENT_TOKEN:
            tokens.forget(whose)
        return _answer(code, told, letter.to)

    def ask(self, question: Question) -> Answer:  # noqa: ARG002
        """It keeps no number of ours: where the answer was lost, nobody can tell."""
        return Answer(Heard.UNKNOWN, code="no number of ours")

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


def channel(outlet: Outlet) -> WeCom:
    return WeCom(outlet.settings, outlet.secrets())
