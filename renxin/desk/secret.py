"""Keys of 128 bits and more that only their holder has; we keep a digest of each."""

import hashlib
import secrets

BYTES = 24


def made() -> str:
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
