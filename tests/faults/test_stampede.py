"""FI-05 and FI-06: many book at once, by every path, and nobody twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.peers.crowd import (
    ASTRAY,
    MIDNIGHT,
    OVERLAPS,
    TORN,
    UNASKED,
    Told,
    at_once,
    attempt,
    counted,
    furnished,
)
from benchmarks.peers.paths import PATHS, Hand, by_all_paths, by_booking
from renxin.booking import agreement
from renxin.booking.models import Appointment, Rebooking
from renxin.staff.roles import Role
from tests.cast import employed, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, ROUNDS = 16, 8
BACKSTOP = "ALTER TABLE booking_occupation DROP CONSTRAINT nothing_taken_twice"
PUT_BACK = """
ALTER TABLE booking_occupation ADD CONSTRAINT nothing_taken_twice
    EXCLUDE USING gist (resource_id WITH =, during WITH &&, lane WITH =)
"""


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def without_the_backstop(db):
    execute(BACKSTOP)
    yield
    execute("TRUNCATE booking_occupation")
    execute(PUT_BACK)


def test_a_stampede_for_one_day_takes_nothing_twice(without_the_backstop):
    house = furnished(days=1)

    told = at_once(by_booking, house, CLIENTS, ROUNDS)

    assert dict(told.errors) == {}
    assert len(told.took) == CLIENTS * ROUNDS
    assert told.done["book"] == Appointment.objects.count()
    assert "Taken" in told.refused
    assert set(told.refused) <= {"Taken", "AlreadyComes"}
    assert counted(OVERLAPS) == counted(TORN) == 0


def test_a_stampede_over_all_paths_leaves_everything_in_its_place(
    without_the_backstop,
):
    house = furnished(days=2)

    told = at_once(by_all_paths, house, CLIENTS, ROUNDS)

    assert dict(told.errors) == {}
    assert len(told.took) == CLIENTS * ROUNDS
    assert set(told.done) <= set(PATHS)
    assert counted(OVERLAPS) == counted(UNASKED) == counted(ASTRAY) == 0
    assert counted(TORN) == 0


def for_one_patient(house, rounds, seed):
    """Desks that seldom want the same doctor, and always for the same patient."""
    hand, told = Hand(house, seed), Told()
    for patient in house.patients[:rounds]:
        attempt(told, "book", partial(hand.book, 0, patient))
    return told


def test_a_stampede_for_one_patient_has_them_in_one_place_at_a_time(
    without_the_backstop,
):
    house = furnished(days=1, each=CLIENTS)

    told = at_once(for_one_patient, house, CLIENTS, ROUNDS)

    assert dict(told.errors) == {}
    assert "AlreadyComes" in told.refused
    assert counted(TORN) == counted(OVERLAPS) == 0


EDITORS, MOVES = 8, 6


def drag(number, desk, card):
    """One who drags the card again and again, each time as it stood a moment ago."""
    path, said = reverse("booking:rebooking", args=[card.pk]), Counter()
    try:
        for turn in range(MOVES):
            seen = Appointment.objects.get(pk=card.pk)
            clock = f"10:{number + EDITORS * turn:02}"
            asked = {"day": "2026-03-04", "clock": clock, "minutes": 20}
            asked |= {"on_board": "1", "version": seen.version}
            answer = desk.post(path, asked, headers={"HX-Request": "true"})
            said[answer.status_code] += 1
        return said
    finally:
        connections.close_all()


def test_of_many_who_drag_one_card_none_is_overwritten_in_silence(monkeypatch):
    house = furnished(days=2)
    monkeypatch.setattr(timezone, "now", lambda: MIDNIGHT + timedelta(hours=7))
    hand = Hand(house, seed=1)
    terms = replace(hand.terms(), place=replace(hand.place(day=1), minutes=20))
    card = agreement.book(hand.patient(), terms, by=None, at=MIDNIGHT)
    people = [
        employed(f"e{number}", "何远", Role.GREETER, house.clinic)
        for number in range(EDITORS)
    ]
    desks = [signed_in(Client(), one) for one in people]

    with ThreadPoolExecutor(EDITORS) as hands:
        jobs = [hands.submit(drag, n, desk, card) for n, desk in enumerate(desks)]
        said = sum((job.result() for job in jobs), Counter())

    stands = Appointment.objects.get(pk=card.pk)
    assert set(said) <= {200, 409}
    assert sum(said.values()) == EDITORS * MOVES
    assert Rebooking.objects.count() == said[200] <= stands.version - card.version
    assert said[200] >= MOVES
