"""The six digits an authenticator app on a phone would show (RFC 6238)."""

import base64
import hmac
import time

PERIOD_S, DIGITS = 30, 6


def code_of(secret: str) -> str:
    count = (int(time.time()) // PERIOD_S).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), count, "sha1")
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"
