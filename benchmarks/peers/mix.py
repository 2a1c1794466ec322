"""Staff at work on the real server: at the board and at the book, a second apart."""

import json
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import django
from django.apps import apps

from renxin.site.postgres import database

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renxin.site.settings")
    database.ensure_running()
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from benchmarks.peers.crowd import ZONE, House, furnished, hired
from benchmarks.peers.doors import Guest, opened, settle
from benchmarks.peers.finders import fill
from benchmarks.peers.floor import Floor, Steward, laid_out
from benchmarks.peers.flow_mix import FLOW_WRITES, AtTheBoard
from benchmarks.peers.pages import told
from benchmarks.peers.paths import Hand
from renxin.booking.models import Appointment
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.models import Departure, StageEntry

THINKS_S = 1.0
REFUSED = {409, 422}
WRITES = {"book", "move", "confirm", *FLOW_WRITES}
# One in so many is a doctor.
DOCTORS_EVERY = 3
IN_THE_HOUSE = 60


@dataclass
class Day:
    """How long what was asked took, and what went wrong."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)


class Worker:
    """One person at a desk, or in a doctor's room."""

    def __init__(
        self,
        house: House,
        floor: Floor,
        guest: Guest,
        seed: int,
        *,
        is_doctor: bool = False,
    ) -> None:
        self.hand, self.guest = Hand(house, seed), guest
        self.chance, self.day = random.Random(seed), Day()  # noqa: S311
        self.acts: dict[str, tuple[int, Callable[[], int]]] = {
            "today": (10, lambda: guest.get(reverse("today:index"))),
            "calendar": (14, lambda: guest.get(self.calendar("index"))),
            "board": (22, lambda: guest.get(self.calendar("board"))),
            "patient": (14, lambda: guest.get(self.patient())),
            "finder": (14, lambda: guest.post(reverse("finder"), {"q": "王"})),
            "book": (14, self.book),
            "move": (8, self.move),
            "confirm": (4, self.confirm),
        }
        board = AtTheBoard(Steward(floor, seed), guest, is_doctor=is_doctor)
        self.acts |= board.acts()

    def calendar(self, page: str) -> str:
        day = self.hand.place().starts_at
        return reverse(f"booking:{page}") + f"?day={day:%Y-%m-%d}"

    def patient(self) -> str:
        return reverse("patients:show", args=[self.hand.patient().pk])

    def book(self) -> int:
        place, house = self.hand.place(), self.hand.house
        form = {
            "patient": self.hand.patient().pk,
            "service": house.service.pk,
            "day": f"{place.starts_at:%Y-%m-%d}",
            "clock": f"{place.starts_at:%H:%M}",
            "minutes": place.minutes,
            "doctor": place.doctor.pk if place.doctor else "",
            "chair": place.chair.pk if place.chair else "",
        }
        return self.guest.post(reverse("booking:new"), form)

    def move(self) -> int:
        card = self.hand.card()
        if card is None:
            return self.book()
        place = self.hand.place()
        form = {
            "day": f"{place.starts_at:%Y-%m-%d}",
            "clock": f"{place.starts_at:%H:%M}",
            "minutes": 30,
            "on_board": "1",
            "version": card.version,
        }
        return self.guest.post(reverse("booking:rebooking", args=[card.pk]), form)

    def confirm(self) -> int:
        card = self.hand.card()
        if card is None:
            return self.book()
        form = {"way": "PHONE", "version": card.version}
        return self.guest.post(reverse("booking:confirmation", args=[card.pk]), form)

    def work(self, ends: float) -> Day:
        time.sleep(self.chance.random() * THINKS_S)
        names = list(self.acts)
        weights = [self.acts[name][0] for name in names]
        while time.perf_counter() < ends:
            name = self.chance.choices(names, weights)[0]
            took, status = self.timed(self.acts[name][1])
            is_write = name in WRITES
            (self.day.writes if is_write else self.day.reads).append(took)
            self.day.answers[status] += 1
            if status != 200 and not (is_write and status in REFUSED):
                self.day.errors[f"{name} {status}"] += 1
            time.sleep(THINKS_S)
        connection.close()
        return self.day

    def timed(self, act: Callable[[], int]) -> tuple[float, int]:
        began = time.perf_counter()
        status = act()
        return (time.perf_counter() - began) * 1000, status


def p95(took: list[float]) -> float:
    return round(statistics.quantiles(took, n=20)[-1], 1)


def at_work(house: House, staff: int) -> tuple[Floor, list[Staff]]:
    """A full house today, and everybody who works in it."""
    now = datetime.now(ZONE)
    floor = laid_out(house.clinic, house.patients)
    Steward(floor, seed=0).fill(IN_THE_HOUSE)
    people = []
    for number in range(staff):
        role = Role.GREETER if number % DOCTORS_EVERY else Role.DOCTOR
        people.append(hired(house.clinic, f"g{number}", role, [now]))
    return floor, people


def main(patients: int, staff: int, seconds: int) -> None:
    call_command("migrate", verbosity=0)
    fill(patients)
    told()
    midnight = datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    house = furnished(days=14, each=20, first=midnight + timedelta(days=1))
    floor, people = at_work(house, staff)
    with opened() as (port, process):
        settle(process)
        workers = [
            Worker(house, floor, Guest(port, one), n, is_doctor=n % DOCTORS_EVERY == 0)
            for n, one in enumerate(people)
        ]
        ends = time.perf_counter() + seconds
        with ThreadPoolExecutor(staff) as desks:
            days = list(desks.map(lambda one: one.work(ends), workers))
    reads = [took for day in days for took in day.reads]
    writes = [took for day in days for took in day.writes]
    answers = sum((day.answers for day in days), Counter())
    errors = sum((day.errors for day in days), Counter())
    figures = {
        "staff": staff,
        "patients": patients,
        "booked": Appointment.objects.filter(through="DESK").count(),
        "sent_on": StageEntry.objects.filter(visit__clinic=house.clinic).count(),
        "seen_off": Departure.objects.count(),
        "requests": len(reads) + len(writes),
        "reads_p50_ms": round(statistics.median(reads), 1),
        "reads_p95_ms": p95(reads),
        "writes_p50_ms": round(statistics.median(writes), 1),
        "writes_p95_ms": p95(writes),
        "answers": {str(status): count for status, count in sorted(answers.items())},
        "errors": errors.total(),
        "kinds_of_errors": dict(errors),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
    connection.close()
    database.stop()
