"""The third signature of Aliyun: ACS3-HMAC-SHA256 over what is asked."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

SCHEME, VERSION = "ACS3-HMAC-SHA256", "2017-05-25"


def signed(
    address: str, action: str, asked: Mapping[str, str], *, key: str, secret: str
) -> tuple[str, dict[str, str]]:
    """The query, and the headers that prove who asks; each is good for one time."""
    query = "&".join(f"{_coded(k)}={_coded(v)}" for k, v in sorted(asked.items()))
    headers = {
        "host": urlsplit(address).netloc,
        "x-acs-action": action,
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
        "x-acs-date": f"{datetime.now(tz=UTC):%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": secrets.token_hex(16),
        "x-acs-version": VERSION,
    }
    headers["Authorization"] = authorization(query, headers, key=key, secret=secret)
    return query, headers


def authorization(
    query: str, headers: Mapping[str, str], *, key: str, secret: str
) -> str:
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    body = headers["x-acs-content-sha256"]
    whole = f"POST\n/\n{query}\n{lines}\n{names}\n{body}"
    proof = f"{SCHEME}\n{hashlib.sha256(whole.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), proof.encode(), "sha256").hexdigest()
    return f"{SCHEME} Credential={key},SignedHeaders={names},Signature={signature}"


def _coded(text: str) -> str:
    return quote(text, safe="~")
