"""Open flow boards that are told of every hand-over, and such that poll.

A change counts as shown when the board is there that was asked for after it. In one
round the lines to the database and some of the screens' own are cut again and again;
afterwards every screen must show the house as it stands.
"""

import http.client
import json
import os
import re
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection, connections
from django.urls import reverse

from benchmarks.peers.crowd import enrolled, hired
from benchmarks.peers.doors import Guest, cpu_seconds, opened, settle
from benchmarks.peers.floor import Steward, laid_out
from benchmarks.peers.screens import (
    EVERY_S,
    Change,
    Times,
    Watch,
    changing,
    idle,
    seen_asking,
    seen_told,
    side,
)
from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.staff.roles import Role

# As web/src/elements/live-region.ts and the server's first word have it.
GATHERS_S, AGAIN_S = 0.15, 2.0
# How often lines are cut, and how long until everybody must be in step again.
CUTS_EVERY_S, RESTS_S = 2.5, 6.0
IN_THE_HOUSE, MAY_COME, PEOPLE = 40, 160, 20
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE query LIKE 'LISTEN%' AND datname = current_database()
"""
CARD = re.compile(rb'id="(station-\d+)"|data-card="(\d+)"[^>]*data-seen="(\d+)"')


class Boards(Watch):
    """Open flow boards: each hears of a change, and asks again for what it shows."""

    def __init__(self, port: int, people: list[Staff], screens: int) -> None:
        sit = [people[number % len(people)] for number in range(screens)]
        board, news = reverse("visits:board"), "visits,rosters"
        super().__init__([Guest(port, one) for one in sit], board, news)
        self.pages = [Guest(port, one) for one in sit]
        self.bells = [threading.Event() for _one in sit]
        self.heard: list[Times] = [[] for _one in sit]
        self.shows: list[bytes] = [b"" for _one in sit]

    def showing(self, number: int) -> None:
        """As a live region does: wait for more news of the moment, then ask once."""
        threading.Thread(target=self.listening, args=(number,), daemon=True).start()
        bell = self.bells[number]
        while not self.over.is_set():
            if bell.wait(GATHERS_S):
                self.over.wait(GATHERS_S)
                bell.clear()
                self.ask(number)

    def ask(self, number: int) -> None:
        began = time.perf_counter()
        status, page = self.pages[number].fetch(self.board)
        self.learned[number] += [began, time.perf_counter()]
        self.shows[number], self.errors = page, self.errors + (status != 200)

    def listening(self, number: int) -> None:
        """Hear, and open the line again when it broke, as an event source does."""
        while not self.over.is_set():
            try:
                self.hear(number)
            except (OSError, http.client.HTTPException, ValueError, AttributeError):
                # The last is what http.client has for a line that was cut under it.
                self.guests[number].link.close()
            self.over.wait(AGAIN_S)

    def hear(self, number: int) -> None:
        answer = self.guests[number].stream(self.news)
        while line := answer.readline():
            if self.over.is_set():
                return
            if line.startswith(b"event: look"):
                self.heard[number].append(time.perf_counter())
                self.bells[number].set()

    def hang_up(self, number: int) -> None:
        if sock := self.guests[number].link.sock:
            sock.shutdown(2)

    def close(self) -> None:
        for guest in (*self.guests, *self.pages):
            guest.link.close()


def stands(page: bytes) -> list[tuple[bytes, ...]]:
    """Who stands where, by which step; not how long they have waited."""
    return CARD.findall(page)


def out_of_step(boards: Boards) -> int:
    """Screens that do not show the house as it is."""
    _status, true = boards.pages[0].fetch(boards.board)
    return sum(stands(page) != stands(true) for page in boards.shows)


class Cutting:
    """Cuts every line to the database, and one screen's in four, once a while."""

    def __init__(self, boards: Boards, every_s: float) -> None:
        self.boards, self.every_s, self.times = boards, every_s, 0
        self.over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.cut, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()

    def cut(self) -> None:
        while not self.over.wait(self.every_s):
            with connection.cursor() as cursor:
                cursor.execute(CUT)
            self.times += 1
            for number in range(self.times % 4, len(self.boards.guests), 4):
                self.boards.hang_up(number)
        connection.close()


@dataclass(frozen=True)
class Rounds:
    """The same hand-overs, before boards of each kind."""

    screens: int
    people: list[Staff]
    work: Callable[[], list[Change]]
    port: int
    cpu: Callable[[], float]

    def told(self) -> dict[str, object]:
        made: list[Change] = []
        with self._open() as boards:

            def work() -> list[Change]:
                made[:] = self.work()
                return made

            act = boards.showing
            figures = side(boards, act, seen_asking, work, self.cpu, RESTS_S)
            figures["out_of_step"] = out_of_step(boards)
            delays = [one for heard in boards.heard for one in seen_told(made, heard)]
            figures["heard_p95_ms"] = p95_ms(delays)
        return figures

    def cut(self) -> dict[str, object]:
        with self._open() as boards:
            cutting = Cutting(boards, CUTS_EVERY_S)

            def work() -> list[Change]:
                with cutting:
                    return self.work()

            act = boards.showing
            figures = side(boards, act, seen_asking, work, self.cpu, RESTS_S)
            figures["out_of_step"] = out_of_step(boards)
        return figures | {"cuts": cutting.times}

    def asking(self) -> dict[str, object]:
        with self._open() as boards:
            return side(boards, boards.asking, seen_asking, self.work, self.cpu)

    @contextmanager
    def _open(self) -> Iterator[Boards]:
        boards = Boards(self.port, self.people, self.screens)
        try:
            yield boards
        finally:
            boards.over.set()
            boards.close()
            time.sleep(EVERY_S)


def p95_ms(delays: Times) -> int:
    return round(statistics.quantiles(delays, n=20)[-1] * 1000)


def house(screens: int) -> tuple[Steward, list[Staff]]:
    clinic = Clinic.objects.create(
        code="dongyuan", name="仁心口腔东院", short_name="东院"
    )
    patients = [enrolled(clinic, f"F{number}") for number in range(MAY_COME)]
    steward = Steward(laid_out(clinic, patients), seed=1)
    steward.fill(IN_THE_HOUSE)
    people = [
        hired(clinic, f"g{number}", Role.GREETER, [])
        for number in range(min(screens, PEOPLE))
    ]
    return steward, people


def main(screens: int, rate: float, seconds: int) -> None:
    call_command("migrate", verbosity=0)
    steward, people = house(screens)
    with opened() as (port, process):
        settle(process)

        def work() -> list[Change]:
            return changing(steward.move, rate, seconds)

        def cpu() -> float:
            return cpu_seconds(process)

        rounds = Rounds(screens, people, work, port, cpu)
        found = {"idle": idle(work, cpu), "told": rounds.told()}
        found |= {"cut": rounds.cut(), "asking": rounds.asking()}
        connections.close_all()
    print(json.dumps({"screens": screens, "seconds": seconds, **found}))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
    connection.close()
    database.stop()
