"""Calls of WeCom: a signature over the sealed text, which holds whom it is for."""

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from renxin.voice.hooked import Call, Forged, fields, of_now
from renxin.voice.models import Outlet

RANDOM, LENGTH, KEY, LONGEST_PAD = 16, 4, 32, 32


def opened(call: Call, outlet: Outlet, *, at: datetime) -> bytes:
    """What is in it, if it is from the platform, for this house, and of now."""
    sealed = fields(call.body).get("Encrypt", "") if call.body else ""
    sealed = sealed or call.query.get("echostr", "")
    held = outlet.secrets()
    _check(call, held.get("token", ""), sealed, at=at)
    try:
        whole = _unsealed(held["aes_key"], sealed)
        (length,) = struct.unpack(">I", whole[RANDOM : RANDOM + LENGTH])
    except (ValueError, KeyError, struct.error, binascii.Error):
        raise Forged from None
    begins = RANDOM + LENGTH
    text, whose = whole[begins : begins + length], whole[begins + length :]
    if not hmac.compare_digest(whose, outlet.settings["corp_id"].encode()):
        raise Forged
    return text


def signature(token: str, stamp: str, nonce: str, sealed: str) -> str:
    whole = "".join(sorted((token, stamp, nonce, sealed)))
    # The platform signs so; the text is sealed as well, and the call must be young.
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()


def _check(call: Call, token: str, sealed: str, *, at: datetime) -> None:
    stamp, nonce = call.query.get("timestamp", ""), call.query.get("nonce", "")
    wanted = signature(token, stamp, nonce, sealed)
    given = call.query.get("msg_signature", "")
    if not (token and sealed and hmac.compare_digest(wanted, given)):
        raise Forged
    of_now(stamp, at=at)


def _unsealed(aes_key: str, sealed: str) -> bytes:
    key = base64.b64decode(f"{aes_key}=")
    if len(key) != KEY:
        raise ValueError
    opening = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    whole = opening.update(base64.b64decode(sealed)) + opening.finalize()
    pad = whole[-1] if whole else 0
    if not 1 <= pad <= LONGEST_PAD:
        raise ValueError
    return whole[:-pad]
