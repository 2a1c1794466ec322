"""The third signature of Tencent Cloud: TC3-HMAC-SHA256, with a key of the day."""

import hashlib
import hmac
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

SCHEME, VERSION, SERVICE = "TC3-HMAC-SHA256", "2021-01-11", "sms"
TYPE, NAMES = "application/json; charset=utf-8", "content-type;host"


def signed(
    address: str, action: str, body: bytes, *, key: str, secret: str
) -> dict[str, str]:
    host, stamp = urlsplit(address).netloc, int(time.time())
    return {
        "Authorization": authorization(host, body, stamp, key=key, secret=secret),
        "Content-Type": TYPE,
        "Host": host,
        "X-TC-Action": action,
        "X-TC-Timestamp": str(stamp),
        "X-TC-Version": VERSION,
    }


def authorization(
    host: str, body: bytes, stamp: int, *, key: str, secret: str, service: str = SERVICE
) -> str:
    lines = f"content-type:{TYPE}\nhost:{host}\n"
    whole = f"POST\n/\n\n{lines}\n{NAMES}\n{hashlib.sha256(body).hexdigest()}"
    day = f"{datetime.fromtimestamp(stamp, tz=UTC):%Y-%m-%d}"
    scope = f"{day}/{service}/tc3_request"
    digest = hashlib.sha256(whole.encode()).hexdigest()
    proof = f"{SCHEME}\n{stamp}\n{scope}\n{digest}"
    chain = f"TC3{secret}".encode()
    for link in (day, service, "tc3_request"):
        chain = hmac.digest(chain, link.encode(), "sha256")
    signature = hmac.new(chain, proof.encode(), "sha256").hexdigest()
    whose = f"Credential={key}/{scope}, SignedHeaders={NAMES}"
    return f"{SCHEME} {whose}, Signature={signature}"
