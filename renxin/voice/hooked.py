"""What a carrier calls us about: reports, replies, and what it wants to hear back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo


class Forged(Exception):
    """It did not come from the carrier, or long ago."""


# What a carrier that signs nothing tells of longer ago is somebody else's copy.
OF_THESE_DAYS = timedelta(days=3)
AHEAD = timedelta(minutes=10)
# What is signed is heard at once or not at all.
YOUNGER_THAN = timedelta(minutes=5)


def is_young(stamp: object, *, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a line names a moment of these days, on the carrier's clock."""
    try:
        told = datetime.fromisoformat(str(stamp)).replace(tzinfo=zone)
    except ValueError:
        return False
    return at - OF_THESE_DAYS <= told <= at + AHEAD


def of_now(stamp: str, *, at: datetime) -> None:
    """Seconds as the platform signed them; an old call is somebody else’s copy."""
    if abs(at.timestamp() - int(stamp)) > YOUNGER_THAN.total_seconds():
        raise Forged


def fields(body: bytes) -> dict[str, str]:
    """A flat list of fields; whatever declares entities is not read at all."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Forged
    try:
        root = ET.fromstring(body)  # noqa: S314  (entities are refused above)
    except ET.ParseError:
        raise Forged from None
    return {one.tag: one.text or "" for one in root}


@dataclass(frozen=True)
class Call:
    """A call as it came in."""

    body: bytes
    query: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """One line of a channel's report: by our number, or by its own."""

    receipt: str
    out_id: str = ""
    outside_id: str = ""
    code: str = ""


@dataclass(frozen=True)
class Written:
    """A reply: from which address, in which words, by the carrier's number of it."""

    sender: str
    words: str
    outside_id: str


@dataclass(frozen=True)
class Heard:
    """What was in it, and the answer that makes the carrier stop calling."""

    reports: tuple[Told, ...] = ()
    replies: tuple[Written, ...] = ()
    answer: bytes = b"OK"
    type: str = field(default="text/plain; charset=utf-8")
    # Addresses at which nobody hears us any more: they took us off their list.
    gone: tuple[str, ...] = ()
