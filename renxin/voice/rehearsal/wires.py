"""How each carrier is spoken to, as far as a rehearsal needs it."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from renxin.voice.rehearsal.books import Taken


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def told(self) -> dict[str, Any]:
        found = json.loads(self.body or b"{}")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Wanted:
    """What it wants: a message taken, the books read, or leave to speak at all."""

    kind: str
    to: str = ""
    out_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Wire:
    """One carrier's language: what is asked, and how it answers."""

    read: Callable[[Asked], Wanted | None]
    yes: Callable[[Taken], object]
    # Something about this one it will not do; nothing is wrong with the address.
    no: object
    books: Callable[[Sequence[Taken]], object]
    report: Callable[[Taken], object]


def query_of(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True))


def _aliyun(asked: Asked) -> Wanted | None:
    if not asked.headers.get("authorization", "").startswith("ACS3-HMAC-SHA256 "):
        return None
    if asked.headers.get("x-acs-action") == "SendSms":
        told = asked.query
        words = told.get("TemplateParam", "")
        return Wanted("send", told["PhoneNumbers"], told["OutId"], words)
    return Wanted("books", asked.query["PhoneNumber"])


def _aliyun_line(one: Taken) -> dict[str, object]:
    status = 2 if one.failed else 3
    return {"OutId": one.out_id, "PhoneNum": one.to, "SendStatus": status}


def _aliyun_report(one: Taken) -> object:
    told = {"phone_number": one.to, "success": not one.failed, "out_id": one.out_id}
    code = "MOBILE_NOT_ON_SERVICE" if one.failed else "DELIVERED"
    told |= {"err_code": code, "biz_id": one.outside_id, "report_time": _now_there()}
    return [told]


def _now_there() -> str:
    return f"{datetime.now(tz=ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M:%S}"


def _tencent(asked: Asked) -> Wanted | None:
    if not asked.headers.get("authorization", "").startswith("TC3-HMAC-SHA256 "):
        return None
    told = asked.told()
    if asked.headers.get("x-tc-action") == "SendSms":
        words = json.dumps(told["TemplateParamSet"], ensure_ascii=False)
        return Wanted("send", told["PhoneNumberSet"][0], told["SessionContext"], words)
    return Wanted("books", told["PhoneNumber"])


def _tencent_status(one: Taken) -> str:
    return "FAIL" if one.failed else "SUCCESS"


def _tencent_report(one: Taken) -> object:
    told = {"nationcode": "86", "mobile": one.to[-11:], "sid": one.outside_id}
    told |= {"user_receive_time": _now_there()}
    return [told | {"report_status": _tencent_status(one), "errmsg": "DELIVRD"}]


def _chat(asked: Asked) -> Wanted | None:
    """WeCom and the official account: a token first, then one message a request."""
    if asked.path.endswith(("/gettoken", "/token")):
        return Wanted("token")
    if "access_token" not in asked.query:
        return None
    told = asked.told()
    if asked.path.endswith("/get_groupmsg_send_result"):
        return Wanted("books", str(told.get("msgid", "")))
    to = told.get("touser") or (told.get("external_userid") or [""])[0]
    our_own = str(told.get("client_msg_id") or told.get("renxin_id") or "")
    words = json.dumps(told.get("data") or told.get("text"), ensure_ascii=False)
    return Wanted("send", str(to), our_own or secrets.token_hex(16), words)


def _response(told: object) -> object:
    return {"Response": told}


TOKEN = {"errcode": 0, "errmsg": "ok", "access_token": "rehearsal", "expires_in": 7200}

WIRES = {
    "aliyun": Wire(
        read=_aliyun,
        yes=lambda one: {"Code": "OK", "Message": "OK", "BizId": one.outside_id},
        no={"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "too many"},
        books=lambda found: {
            "Code": "OK",
            "SmsSendDetailDTOs": {
                "SmsSendDetailDTO": [_aliyun_line(one) for one in found]
            },
        },
        report=_aliyun_report,
    ),
    "tencent": Wire(
        read=_tencent,
        yes=lambda one: _response(
            {"SendStatusSet": [{"SerialNo": one.outside_id, "Code": "Ok"}]}
        ),
        no=_response(
            {"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberDailyLimit"}]}
        ),
        books=lambda found: _response(
            {
                "PullSmsSendStatusSet": [
                    {"SerialNo": one.outside_id, "ReportStatus": _tencent_status(one)}
                    for one in found
                ]
            }
        ),
        report=_tencent_report,
    ),
    "wecom": Wire(
        read=_chat,
        yes=lambda one: {"errcode": 0, "errmsg": "ok", "msgid": one.outside_id},
        no={"errcode": 45033, "errmsg": "too many at once"},
        books=lambda found: {
            "errcode": 0,
            "send_list": [
                {"external_userid": one.to, "status": 2 if one.failed else 1}
                for one in found
            ],
        },
        report=lambda _one: None,
    ),
    "wechat": Wire(
        read=_chat,
        yes=lambda one: {"errcode": 0, "errmsg": "ok", "msgid": one.outside_id},
        no={"errcode": 47003, "errmsg": "argument invalid"},
        books=lambda _found: {"errcode": 0},
        report=lambda _one: None,
    ),
}
