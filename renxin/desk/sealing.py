"""Numbers that are stored sealed, and the keyed index they are found by.

A plain hash of a phone or an identity number protects nothing: all of them can
be tried within hours. So the index is keyed, and the number itself encrypted.
"""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE = 12
INDEX = 16


def seal(plain: str, *, place: str) -> bytes:
    """Encrypt a number; ``place`` binds it to where it is stored."""
    nonce = secrets.token_bytes(NONCE)
    sealed = _cipher(settings.SEALING_KEY).encrypt(
        nonce, plain.encode(), place.encode()
    )
    return VERSION + nonce + sealed


def unseal(sealed: bytes, *, place: str) -> str:
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    cipher = _cipher(settings.SEALING_KEY)
    return cipher.decrypt(nonce, body, place.encode()).decode()


def index_of(plain: str, *, purpose: str) -> bytes:
    """Say by what a sealed number is found again; equal numbers, equal index."""
    message = f"{purpose}|{plain}".encode()
    return hmac.digest(_key(settings.SEALING_KEY, "index"), message, "sha256")[:INDEX]


@lru_cache(maxsize=4)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(_key(secret, "seal"))


@lru_cache(maxsize=8)
def _key(secret: bytes, use: str) -> bytes:
    return hashlib.blake2b(secret, digest_size=32, person=use.encode()).digest()
