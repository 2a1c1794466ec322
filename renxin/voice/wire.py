"""Requests that leave the house: to addresses that are fixed, within a strict time.

Only https, and only to a host that the channel names itself; or to this machine, for
a rehearsal. Redirects are not followed and long answers not read.
"""

import json
import ssl
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
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


class NotOurs(NotReached):
    """The time it was in hand is over, so another may have it: nothing left here."""


class Garbled(ValueError):
    """What came back is in no language we know; it says nothing about the message."""


# One at a time looks whether it is still in time and then speaks: in between, nothing
# may take long, or a worker that froze there would say what another has said since.
_speaking = threading.Lock()
_in_hand = threading.local()


@contextmanager
def while_ours(still: Callable[[], bool]) -> Iterator[None]:
    """What is asked in here leaves the house only as long as this holds."""
    _in_hand.still = still
    try:
        yield
    finally:
        del _in_hand.still


@contextmanager
def speaking() -> Iterator[None]:
    """The last moment before something leaves; short, for others wait for it."""
    with _speaking:
        still_ours()
        yield


def still_ours() -> None:
    still: Callable[[], bool] | None = getattr(_in_hand, "still", None)
    if still and not still():
        raise NotOurs


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
        with speaking():
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
