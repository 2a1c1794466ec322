"""The ways out of the house, a folder each; one that is deleted is simply not there."""

import pkgutil
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib import import_module
from typing import Protocol


class Heard(Enum):
    """What a channel answers: yes, no, or nothing one can rely on."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Letter:
    """What is handed over: our own number, to whom, and the words."""

    out_id: str
    to: str
    words: str
    saying: str


class Channel(Protocol):
    """A way out. ``send`` and ``ask`` may fail, and then nothing is known."""

    name: str
    # What may be said of a message once the channel has said yes.
    receipt: str

    def send(self, letter: Letter) -> Heard: ...

    def ask(self, out_id: str) -> Heard: ...

    def read(self, out_id: str) -> dict[str, str]: ...

    def let_go(self, *, at: datetime) -> None: ...


def at_hand() -> Channel | None:
    """The channel in use; there is one, the recording one, until others are built."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    if not names:
        return None
    channel: Channel = import_module(f"{__name__}.{names[0]}").channel()
    return channel
