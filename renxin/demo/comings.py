"""What happens on a coming that feeds back on who stays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from renxin.demo.attempts import KEPT, Attempts, slots_of
from renxin.demo.books import CONTINUING, Books
from renxin.demo.chance import Flags, Floats, Ints, happens
from renxin.demo.log import Column
from renxin.demo.seasons import MINUTES_A_DAY, SLOT_MINUTES, is_peak
from renxin.demo.staff import Staff
from renxin.demo.treatments import treatments
from renxin.demo.words import truth, words

NO_COMPLAINT, LEFT, MADE_GOOD = range(3)
NOT_MADE, PROMISE_KEPT, PROMISE_BROKEN, PROMISE_RELEASED = range(4)
AS_BOOKED = (
    "key", "patient", "day", "start", "doctor", "service", "kind", "walk_in"
)  # fmt: skip
AS_PLANNED = ("course", "step", "planned", "taken_up")
URGENT_SERVICES = ("ENDODONTICS", "EXTRACTION")


@dataclass(frozen=True)
class Comings:
    key: Ints
    patient: Ints
    day: Ints
    start: Ints
    doctor: Ints
    service: Ints
    kind: Ints
    course: Ints
    step: Ints
    planned: Ints
    taken_up: Flags
    urgent: Flags
    walk_in: Flags
    arrived: Ints
    wait: Ints  # minutes beyond the agreed time, or the arrival if later
    seen: Ints
    ended: Ints
    promise: Ints
    promise_due: Ints
    promise_ended: Ints
    complaint: Ints

    @property
    def long_wait(self) -> Flags:
        long_wait: Flags = self.wait > truth()["waiting"]["long"]
        return long_wait

    def moves_trust(self) -> Floats:
        moved: Floats = (
            0.22
            + 0.35 * (self.promise == PROMISE_KEPT)
            - 0.90 * (self.promise == PROMISE_BROKEN)
            - 0.35 * self.long_wait
            - 1.20 * (self.complaint == LEFT)
            + 0.20 * (self.complaint == MADE_GOOD)
        )
        return moved


def comings(
    rng: np.random.Generator, tried: Attempts, books: Books, staff: Staff
) -> Comings:
    here = tried.outcome == KEPT
    booked = {name: getattr(tried, name)[here] for name in AS_BOOKED}
    who, service, doctor = booked["patient"], booked["service"], booked["doctor"]
    urgent = _urgent(rng, service, booked["kind"])
    early = rng.normal(8, 9, len(who)).clip(-25, 40).astype(np.int64)
    arrived = booked["start"] - np.where(booked["walk_in"], 0, early)
    wait = _waits(rng, booked, urgent, staff.lateness[doctor])
    seen = np.maximum(arrived, booked["start"]) + wait
    ended = seen + _lengths(rng, service, booked["kind"])
    promise, due, done = _promises(rng, service, ended)
    broken = promise == PROMISE_BROKEN
    return Comings(
        **booked,
        **{name: getattr(books, name)[who] for name in AS_PLANNED},
        urgent=urgent,
        arrived=arrived,
        wait=wait,
        seen=seen,
        ended=ended,
        promise=promise,
        promise_due=due,
        promise_ended=done,
        complaint=_complaints(rng, wait, broken, staff.manner[doctor]),
    )


def _lengths(rng: np.random.Generator, service: Ints, kind: Ints) -> Ints:
    held = slots_of(service, kind) * SLOT_MINUTES
    minutes: Ints = (held * rng.uniform(0.65, 1.25, len(held))).astype(np.int64)
    return minutes


def _urgent(rng: np.random.Generator, service: Ints, kind: Ints) -> Flags:
    aching = np.isin(service, [treatments().place(code) for code in URGENT_SERVICES])
    opening: Flags = kind != CONTINUING
    return opening & happens(rng, np.where(aching, 0.40, 0.03))


def _waits(
    rng: np.random.Generator, booked: Mapping[str, Ints], urgent: Flags, late: Floats
) -> Ints:
    start = booked["start"]
    tale = truth()["waiting"]
    middle = (
        tale["middle"]
        + tale["lateness"] * late
        + tale["peak"] * is_peak(start % MINUTES_A_DAY)
        + tale["urgent"] * urgent
        + tale["walk_in"] * booked["walk_in"]
    )
    minutes = np.exp(middle + tale["spread"] * rng.normal(0, 1, len(start)))
    whole: Ints = minutes.clip(0, 150).astype(np.int64)
    return whole


def _promises(
    rng: np.random.Generator, service: Ints, ended: Ints
) -> tuple[Ints, Ints, Ints]:
    """Whether something was promised, when it is due, when it ended."""
    tale, size, menu = truth()["promises"], len(service), treatments()
    days = np.array([words("promises")[code]["days"] for code in menu.promises])
    due = ended + days[service] * MINUTES_A_DAY
    due = due - due % 30
    draw = rng.random(size)
    fate = np.full(size, PROMISE_BROKEN, dtype=np.int64)
    fate[draw < tale["kept"] + tale["released"]] = PROMISE_RELEASED
    fate[draw < tale["kept"]] = PROMISE_KEPT
    fate[rng.random(size) >= menu.owed[service]] = NOT_MADE
    spent = rng.beta(3.0, 1.2, size) * (due - ended)
    return fate, due, ended + spent.astype(np.int64)


def _complaints(
    rng: np.random.Generator, wait: Ints, broken: Flags, manner: Floats
) -> Ints:
    tale, long_wait = truth()["complaints"], wait > truth()["waiting"]["long"]
    odds = np.exp(
        tale["base"]
        + tale["long_wait"] * long_wait
        + tale["broken_promise"] * broken
        + tale["doctor"] * manner
    )
    made = rng.random(len(odds)) < odds
    good = rng.random(len(odds)) < tale["made_good"]
    return np.where(made, np.where(good, MADE_GOOD, LEFT), NO_COMPLAINT)


def rows(came: Comings) -> dict[str, Column]:
    return dict(vars(came))
