"""The books of a rehearsed carrier: what truly reached each phone, by our number."""

import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from renxin.voice.rehearsal.profiles import Profile


@dataclass(frozen=True)
class Taken:
    """One message as it reached a phone."""

    out_id: str
    to: str
    words: str
    outside_id: str
    at: float = field(default_factory=time.monotonic)
    failed: bool = False


class Books:
    """Written by many threads at once, and never lost while the carrier lives."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._taken: list[Taken] = []
        self._by: dict[str, list[Taken]] = {}
        self._lock = threading.Lock()

    def take(self, taken: Taken) -> None:
        with self._lock:
            self._taken.append(taken)
            for key in (taken.to, taken.outside_id):
                self._by.setdefault(key, []).append(taken)

    def of(self, whom: str) -> list[Taken]:
        """What the carrier admits to, by phone or its number; its books lag behind."""
        until = time.monotonic() - self.profile.books_lag
        with self._lock:
            return [one for one in self._by.get(whom, ()) if one.at <= until]

    def counts(self) -> Mapping[str, int]:
        with self._lock:
            return Counter(one.out_id for one in self._taken)
