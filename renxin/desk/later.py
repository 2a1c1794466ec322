"""Rooms whose light is switched on by the first who enters.

Importing the libraries for figures and workbooks takes longer than all of the first
page. What needs them stands behind this door; decision 13 says where it may be used.
"""

import importlib
from dataclasses import dataclass
from typing import Any

rooms: list[str] = []


@dataclass(frozen=True)
class Waiting:
    """A callable of a module that is imported when it is first called."""

    module: str
    name: str

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.behind()(*given, **named)

    @property
    def access(self) -> object:
        """What the view declares (see `renxin.desk.access`)."""
        return getattr(self.behind(), "access", None)

    def behind(self) -> Any:
        return getattr(importlib.import_module(self.module), self.name)


@dataclass(frozen=True)
class Room:
    """A module that is not imported yet; each of its names may be called."""

    module: str

    def __getattr__(self, name: str) -> Waiting:
        if name.startswith("__"):
            raise AttributeError(name)
        return Waiting(self.module, name)


def later(module: str) -> Room:
    rooms.append(module)
    return Room(module)


def open_all() -> None:
    """Import what still waits, so that the first who needs it does not."""
    for module in rooms:
        importlib.import_module(module)
