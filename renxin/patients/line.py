"""The line to a patient: what stands ahead of them, as the storeys above say.

An app says so in its ``still_ahead`` module, which is read when the house opens.
Whoever asks whether the line is whole asks everyone, and knows nobody.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

# The records of everybody for whom something stands ahead: one column, their ids.
Ahead = Callable[[datetime], "QuerySet[Any, Any]"]

_ahead: dict[str, Ahead] = {}


def ahead(name: str) -> Callable[[Ahead], Ahead]:
    def hang(tell: Ahead) -> Ahead:
        _ahead[name] = tell
        return tell

    return hang


def stands_ahead(at: datetime) -> list["QuerySet[Any, Any]"]:
    """What each says at this moment."""
    return [tell(at) for tell in _ahead.values()]
