"""Numbers that are stored sealed, and the keyed index they are found by.

A plain hash of a phone or an identity number protects nothing: all of them can
be tried within hours. So the index is keyed, and the number itself encrypted.
"""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE = 12
INDEX = 16


def seal(plain: str, *, place: str) -> bytes:
    """Encrypt a number; ``place`` binds it to where it is stored."""
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_key("seal")).encrypt(nonce, plain.encode(), place.encode())
    return VERSION + nonce + sealed


def unseal(sealed: bytes, *, place: str) -> str:
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    return AESGCM(_key("seal")).decrypt(nonce, body, place.encode()).decode()


def index_of(plain: str, *, purpose: str) -> bytes:
    """Say by what a sealed number is found again; equal numbers, equal index."""
    message = f"{purpose}|{plain}".encode()
    return hmac.new(_key("index"), message, hashlib.sha256).digest()[:INDEX]


def _key(use: str) -> bytes:
    return hashlib.blake2b(
        settings.SEALING_KEY, digest_size=32, person=use.encode()
    ).digest()
