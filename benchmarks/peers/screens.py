"""Open calendars that are told of changes, and calendars that ask every two seconds."""

import bisect
import http.client
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

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

from benchmarks.peers.crowd import ZONE, furnished, hired
from benchmarks.peers.doors import Guest, cpu_seconds, opened, settle
from benchmarks.peers.paths import Hand
from renxin.desk.refusal import Refusal
from renxin.staff.roles import Role

EVERY_S = 2.0
Times = list[float]
# When it was begun, and when it was there to be seen.
Change = tuple[float, float]


class Watch:
    """Many screens, and when each of them learned something."""

    def __init__(self, guests: list[Guest], board: str, news: str) -> None:
        self.guests, self.over = guests, threading.Event()
        self.board, self.news = board, f"/live/?on={news}"
        self.learned: list[Times] = [[] for _one in guests]
        self.errors = 0

    def told(self, number: int) -> None:
        """Listen; what is heard is when, and the page would be asked for once."""
        answer = self.guests[number].stream(self.news)
        while not self.over.is_set():
            try:
                line = answer.readline()
            except (OSError, http.client.HTTPException, ValueError):
                break
            if line.startswith(b"event: look"):
                self.learned[number].append(time.perf_counter())
            if not line:
                break

    def asking(self, number: int) -> None:
        """Ask for the whole board; what it shows is as old as the question."""
        guest = self.guests[number]
        self.over.wait(number / len(self.guests) * EVERY_S)
        while not self.over.is_set():
            began = time.perf_counter()
            self.errors += guest.get(self.board) != 200
            self.learned[number] += [began, time.perf_counter()]
            self.over.wait(max(0.0, began + EVERY_S - time.perf_counter()))


def change(hand: Hand) -> None:
    for _try in range(20):
        try:
            hand.book(0)
        except Refusal:
            if card := hand.card():
                card.cancel(how="CANCELLED_BY_PATIENT", by=None, at=hand.house.now)  # type: ignore[arg-type]
                return
        else:
            return


def changing(act: Callable[[], None], rate: float, seconds: float) -> list[Change]:
    """So many changes a second, and when each was begun and was there to be seen."""
    made: list[Change] = []
    ends = time.perf_counter() + seconds
    while (now := time.perf_counter()) < ends:
        act()
        made.append((now, time.perf_counter()))
        time.sleep(max(0.0, now + 1 / rate - time.perf_counter()))
    return made


def seen_told(made: list[Change], learned: Times) -> Times:
    """From the press of the key to the word on the screen, for each change."""
    found = ((begun, bisect.bisect_right(learned, there)) for begun, there in made)
    return [learned[at] - begun for begun, at in found if at < len(learned)]


def seen_asking(made: list[Change], learned: Times) -> Times:
    """From the press to the end of the first answer asked for once it was there."""
    asked, answered = learned[::2], learned[1::2]
    found = ((begun, bisect.bisect_right(asked, there)) for begun, there in made)
    return [answered[at] - begun for begun, at in found if at < len(answered)]


def side(
    watch: Watch,
    act: Callable[[int], None],
    see: Callable[[list[Change], Times], Times],
    work: Callable[[], list[Change]],
    cpu: Callable[[], float],
    rest_s: float = EVERY_S,
) -> dict[str, object]:
    threads = [
        threading.Thread(target=act, args=(number,), daemon=True)
        for number in range(len(watch.guests))
    ]
    for one in threads:
        one.start()
    time.sleep(EVERY_S)
    before, began = cpu(), time.perf_counter()
    made = work()
    used, took = cpu() - before, time.perf_counter() - began
    time.sleep(rest_s)
    watch.over.set()
    delays = [delay for one in watch.learned for delay in see(made, one)]
    missed = len(made) * len(watch.guests) - len(delays)
    return {
        "changes": len(made),
        "changes_per_s": round(len(made) / took, 1),
        "seen_p50_ms": round(statistics.median(delays) * 1000),
        "seen_p95_ms": round(statistics.quantiles(delays, n=20)[-1] * 1000),
        "not_seen": missed,
        "errors": watch.errors,
        "cpu_share": round(used / took, 2),
    }


def main(screens: int, rate: int, seconds: int) -> None:
    call_command("migrate", verbosity=0)
    today = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    house = furnished(days=2, each=20, first=today + timedelta(days=1))
    people = [
        hired(house.clinic, f"g{number}", Role.GREETER, []) for number in range(20)
    ]
    hand = Hand(house, seed=1)
    board = reverse("booking:board") + f"?day={house.first:%Y-%m-%d}"
    for _one in range(60):
        change(hand)
    with opened() as (port, process):
        settle(process)
        work, cpu = (
            lambda: changing(partial(change, hand), rate, seconds),
            lambda: cpu_seconds(process),
        )
        found = {"idle": idle(work, cpu)}
        for name, see in (("told", seen_told), ("asking", seen_asking)):
            guests = [Guest(port, people[n % len(people)]) for n in range(screens)]
            watch = Watch(guests, board, "booking")
            found[name] = side(watch, getattr(watch, name), see, work, cpu)
        connections.close_all()
    print(json.dumps({"screens": screens, "seconds": seconds, **found}))


def idle(
    work: Callable[[], list[Change]], cpu: Callable[[], float]
) -> dict[str, object]:
    """The same changes with no screen open: what they cost by themselves."""
    before, began = cpu(), time.perf_counter()
    work()
    took = time.perf_counter() - began
    return {"cpu_share": round((cpu() - before) / took, 2)}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
    connection.close()
    database.stop()
