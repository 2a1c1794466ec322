"""The six digits an authenticator app on a phone would show."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD_S = 30


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_S)))
