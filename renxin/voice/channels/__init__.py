"""The ways out of the house, a folder each; one that is deleted is simply not there."""

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise as LazyText

from renxin.voice.models import Outlet

SINK = "recording"


class Heard(Enum):
    """What a channel answers: yes, no, or nothing one can rely on.

    Where no line came about at all, nothing left the house.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    UNSENT = "unsent"


@dataclass(frozen=True)
class Answer:
    """What came back, and what else the channel told with it."""

    heard: Heard
    outside_id: str = ""
    code: str = ""
    # How far it came, where the channel says so: one of ``Receipt``.
    receipt: str = ""
    # The number itself is at fault; no other try will do better.
    bad_number: bool = False


@dataclass(frozen=True)
class Letter:
    """What is handed over: our own number, to whom, and the words."""

    out_id: str
    to: str
    words: str
    saying: str
    # For carriers that fill approved words themselves.
    template: str = ""
    blanks: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    # As it is kept: without codes and keys.
    kept: str = ""


@dataclass(frozen=True)
class Question:
    """What a channel is asked about something handed over before."""

    out_id: str
    to: str
    since: datetime
    outside_id: str = ""


@dataclass(frozen=True)
class Blank:
    """Something a channel must be told before it can be used."""

    name: str
    label: str | LazyText
    is_secret: bool = False
    usual: str = ""


class Channel(Protocol):
    """A way out. ``send`` and ``ask`` may fail, and then nothing is known."""

    name: str
    # What may be said of a message once the channel has said yes.
    receipt: str
    # The kind of contact point it leads to; the family a consent or a stop speaks of.
    reaches: str
    family: str
    # Whether the carrier fills words that it approved before.
    needs_template: bool
    # Laid somewhere in our own house; nothing leaves it.
    in_house: bool

    def send(self, letter: Letter) -> Answer: ...

    def ask(self, question: Question) -> Answer: ...

    def let_go(self, *, at: datetime) -> None: ...


def in_use() -> list[Channel]:
    """The channels the house set up, in its order; before it ever had any, the sink.

    With the last one switched off, messages wait, and the silence is told.
    """
    names = built()
    used = Outlet.objects.exclude(first_on_at=None).order_by("rank", "channel")
    outlets = [one for one in used if one.channel in names]
    if outlets or SINK not in names:
        return [opened(one) for one in outlets if one.is_on]
    sink: Channel = import_module(f"{__name__}.{SINK}").channel()
    return [sink]


def recorded(out_id: UUID) -> dict[str, str]:
    """What the sink wrote of a message, in a demonstration; empty otherwise."""
    if SINK not in built():
        return {}
    found: dict[str, str] = (
        import_module(f"{__name__}.{SINK}").channel().read(str(out_id))
    )
    return found


def built() -> list[str]:
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


def to_set_up() -> dict[str, ModuleType]:
    """The channels an operator fills in: each says what it must be told, ``TYPED``."""
    modules = {name: import_module(f"{__name__}.{name}") for name in built()}
    return {name: one for name, one in modules.items() if hasattr(one, "TYPED")}


def opened(outlet: Outlet) -> Channel:
    channel: Channel = import_module(f"{__name__}.{outlet.channel}").channel(outlet)
    return channel
