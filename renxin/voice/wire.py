"""Requests that leave the house: to addresses that are fixed, within a strict time.

Only https, and only to a host that the channel names itself; or to this machine, for
a rehearsal. Redirects are not followed and long answers not read.
"""

import json
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal

SECONDS = 5
LONGEST = 64 * 1024
FAILED = 500
HERE = "127.0.0.1"


class NotAnAddress(Refusal):
    """Messages go to the provider, or to a rehearsal on this machine."""

    sentence = _("Write the provider’s own address, or one at http://127.0.0.1.")


@dataclass(frozen=True)
class Came:
    """What came back."""

    status: int
    body: bytes


class NotReached(OSError):
    """No line came about: nothing left the house."""


class Garbled(ValueError):
    """What came back is in no language we know; it says nothing about the message."""


def told(came: Came) -> dict[str, Any]:
    """What they say in so many words; a failure of theirs says nothing."""
    found = json.loads(came.body)
    if came.status >= FAILED or not isinstance(found, dict):
        raise Garbled
    return found


def checked(address: str, hosts: Collection[str]) -> str:
    """The address without its last slash, if messages may go there."""
    parts = urlsplit(address.strip())
    try:
        known = parts.scheme == "https" and parts.hostname in hosts and not parts.port
        rehearsal = parts.scheme == "http" and parts.hostname == HERE
    except ValueError:
        raise NotAnAddress from None
    if parts.username or parts.query or parts.fragment or not (known or rehearsal):
        raise NotAnAddress
    return address.strip().rstrip("/")


def post(address: str, body: bytes, headers: Mapping[str, str]) -> Came:
    return _asked("POST", address, body, headers)


def get(address: str) -> Came:
    return _asked("GET", address, None, {})


def _asked(
    method: str,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
) -> Came:
    parts = urlsplit(address)
    line = _line(parts.scheme, parts.hostname or "", parts.port)
    path = parts.path or "/"
    try:
        line.connect()
    except OSError as trouble:
        raise NotReached(str(trouble)) from trouble
    try:
        line.request(
            method,
            f"{path}?{parts.query}" if parts.query else path,
            body=body,
            headers=dict(headers),
        )
        answer = line.getresponse()
        return Came(answer.status, answer.read(LONGEST))
    finally:
        line.close()


def _line(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme == "https":
        return HTTPSConnection(host, port, timeout=SECONDS, context=_safe())
    if host != HERE:
        raise NotAnAddress
    return HTTPConnection(host, port, timeout=SECONDS)


@cache
def _safe() -> ssl.SSLContext:
    return ssl.create_default_context()
