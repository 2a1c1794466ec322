"""Receipts of a rehearsed carrier: late, doubled, out of order, or never."""

import heapq
import json
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from random import Random
from urllib.parse import urlsplit

from renxin.voice.rehearsal.books import Taken
from renxin.voice.rehearsal.profiles import Profile
from renxin.voice.rehearsal.wires import Wire


class Postman(threading.Thread):
    """Brings each receipt when its time has come, in whatever order that is."""

    def __init__(self, hook: str, profile: Profile, *, seed: int) -> None:
        super().__init__(daemon=True)
        self.hook, self.profile = hook, profile
        self._chance = Random(seed)  # noqa: S311  (a rehearsal, not a secret)
        self._due: list[tuple[float, int, bytes]] = []
        self._there = threading.Condition()

    def post(self, wire: Wire, taken: Taken) -> None:
        told = wire.report(taken)
        if told is None or not self.hook or self._chance.random() < self.profile.lost:
            return
        body = json.dumps(told).encode()
        times = 2 if self._chance.random() < self.profile.doubled else 1
        with self._there:
            for _ in range(times):
                lag = self.profile.receipts_lag * self._chance.uniform(0.3, 2)
                at = time.monotonic() + lag
                heapq.heappush(self._due, (at, len(self._due), body))
            self._there.notify()

    def run(self) -> None:
        while True:
            with self._there:
                while not self._due or self._due[0][0] > time.monotonic():
                    next_at = self._due[0][0] if self._due else None
                    wait = None if next_at is None else next_at - time.monotonic()
                    self._there.wait(None if wait is None else max(wait, 0))
                _at, _turn, body = heapq.heappop(self._due)
            with suppress(OSError, HTTPException):
                self._bring(body)

    def _bring(self, body: bytes) -> None:
        parts = urlsplit(self.hook)
        line = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        try:
            line.request("POST", parts.path, body, {"Content-Type": "application/json"})
            line.getresponse().read()
        finally:
            line.close()
