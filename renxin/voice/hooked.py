"""What a carrier calls us about: reports, replies, and what it wants to hear back."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class Forged(Exception):
    """It did not come from the carrier, or long ago."""


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
