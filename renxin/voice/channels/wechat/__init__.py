"""The official account on WeChat: template messages, with our own number in each.

Only notices of a service that was given; the platform lets nothing be offered by them.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import tokens, wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.hooked import Call, Forged, Told, Written, fields, of_now
from renxin.voice.hooked import Heard as Heeded
from renxin.voice.kinds import Receipt
from renxin.voice.models import Outlet

HOSTS = frozenset({"api.weixin.qq.com"})
TITLE = _("WeChat official account")
NEEDS_TEMPLATE = True
TYPED = (
    Blank("app_id", "AppID"),
    Blank("endpoint", _("Address"), usual="https://api.weixin.qq.com"),
    Blank("secret", "AppSecret", is_secret=True),
    Blank("token", _("Token of the callback"), is_secret=True),
)
SPENT_TOKEN = frozenset({40001, 42001})
BUSY = frozenset({-1, 45009, 45011})
# They do not follow us, or not any more.
GONE = frozenset({43004, 40003})


@dataclass(frozen=True)
class WeChat:
    """The official account of this house."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    name: str = "wechat"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.WECHAT
    family: str = "WECHAT"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = False
    # The platform shuts an account out that offers anything by them.
    notices_only: bool = True

    def send(self, letter: Letter) -> Answer:
        address = wire.checked(self.settings["endpoint"], HOSTS)
        whose = f"wechat {self.settings['app_id']}"
        asked = {
            "grant_type": "client_credential",
            "appid": self.settings["app_id"],
            "secret": self.secrets["secret"],
        }
        place = f"{address}/cgi-bin/token?{urlencode(asked)}"
        leave = tokens.token(place, whose=whose)
        place = f"{address}/cgi-bin/message/template/send"
        told = tokens.say(place, leave, _written(letter))
        code = told.get("errcode")
        if code in SPENT_TOKEN:
            tokens.forget(whose)
        if code is None or code in BUSY:
            return Answer(Heard.UNKNOWN, code=str(code))
        if code != 0:
            return Answer(Heard.NO, code=str(code), bad_number=code in GONE)
        return Answer(Heard.YES, outside_id=str(told.get("msgid", "")))

    def ask(self, question: Question) -> Answer:  # noqa: ARG002
        """The same number is taken once a day, but nobody is told what became of it."""
        return Answer(Heard.UNKNOWN, code="nothing to ask")

    def let_go(self, *, at: datetime) -> None:
        """Nothing of it is kept here."""


def _written(letter: Letter) -> dict[str, object]:
    values = {one: {"value": letter.values.get(one, "")} for one in letter.blanks}
    told: dict[str, object] = {
        "touser": letter.to,
        "template_id": letter.template,
        "client_msg_id": letter.out_id.replace("-", ""),
        "data": values,
    }
    return told | ({"url": letter.values["link"]} if letter.values.get("link") else {})


def heard(call: Call, outlet: Outlet, *, at: datetime) -> Heeded:
    """Signed with the token, and of this moment: an old call is another’s."""
    _check(call, outlet.secrets()["token"], at=at)
    if not call.body:
        return Heeded(answer=call.query.get("echostr", "").encode())
    told = fields(call.body)
    if told.get("Event") == "TEMPLATESENDJOBFINISH":
        arrived = told.get("Status") == "success"
        receipt = Receipt.DELIVERED if arrived else Receipt.FAILED
        code = told.get("Status", "")[:60]
        one = Told(receipt, outside_id=told.get("MsgID", ""), code=code)
        return Heeded(reports=(one,), answer=b"success")
    if told.get("MsgType") == "text":
        written = Written(told["FromUserName"], told["Content"], told["MsgId"])
        return Heeded(replies=(written,), answer=b"success")
    return Heeded(answer=b"success")


def _check(call: Call, token: str, *, at: datetime) -> None:
    stamp, nonce = call.query.get("timestamp", ""), call.query.get("nonce", "")
    whole = "".join(sorted((token, stamp, nonce)))
    # The platform signs so; the token is long, and the call must be young as well.
    wanted = hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(wanted, call.query.get("signature", "")):
        raise Forged
    of_now(stamp, at=at)


def channel(outlet: Outlet) -> WeChat:
    return WeChat(outlet.settings, outlet.secrets())
