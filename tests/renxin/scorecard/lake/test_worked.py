"""Shifts, duty and chairs leave for the lake as `pulse` reads them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from renxin.booking.agreement import book
from renxin.booking.models import Appointment, Occupation, Outcome
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair, OpeningHours, SpecialDay
from renxin.rosters.models import Leave, Shift
from renxin.rosters.spans import span
from renxin.scorecard.lake.refresh import refresh
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.scorecard.lake.test_refresh import rows

SHANGHAI = ZoneInfo("Asia/Shanghai")


def clock(hour, minute=0):
    return datetime(2026, 3, 3, hour, minute, tzinfo=SHANGHAI)


def shift(staff, clinic, role, first, last):
    during = span(clock(first), clock(last))
    return Shift.objects.create(staff=staff, clinic=clinic, role=role, during=during)


@pytest.fixture
def house(dongyuan, doctor_li):
    shift(doctor_li, dongyuan, Role.DOCTOR, 8, 12)
    helpers = [employed(f"a{n}", f"助{n}", Role.ASSISTANT, dongyuan) for n in range(3)]
    for helper in helpers:
        shift(helper, dongyuan, Role.ASSISTANT, 8, 12)
    return helpers


def test_a_shift_names_the_doctor_as_visits_do(house, dongyuan, doctor_li):
    refresh(at=NOON)

    told = rows("shifts", "staff, role, clinic, starts_at::VARCHAR, ends_at::VARCHAR")
    assert (
        str(doctor_li.pk),
        "DOCTOR",
        "dongyuan",
        "2026-03-03 08:00:00",
        "2026-03-03 12:00:00",
    ) in told


def test_whoever_was_away_was_not_on_duty(house, dongyuan, time_machine):
    time_machine.move_to(clock(20))
    Leave.objects.create(
        staff=house[0], kind="SICK", during=span(clock(0), clock(23)), at=NOON
    )

    refresh(at=NOON)

    told = rows("duty", "day::VARCHAR, clinic, session, doctors, assistants")
    assert told == [("2026-03-03", "dongyuan", "MORNING", 1, 2)]


def test_what_was_only_asked_for_stays_out(wang_fang, dongyuan):
    held = {"patient": wang_fang, "clinic": dongyuan, "held_until": NOON}
    Appointment.objects.create(starts_at=NOON, **held)
    lapsed = Appointment.objects.create(starts_at=NOON, **held)
    Outcome.objects.create(appointment=lapsed, kind="LAPSED", at=NOON)
    firm = Appointment.objects.create(
        starts_at=NOON, patient=wang_fang, clinic=dongyuan
    )
    Outcome.objects.create(appointment=firm, kind="CANCELLED_BY_PATIENT", at=NOON)

    refresh(at=NOON)

    told = rows("appointments", "appointment_id, outcome, cancelled_at::VARCHAR")
    assert told == [(str(firm.pk), "CANCELLED_BY_PATIENT", "2026-03-02 12:00:00")]


def test_a_chair_stood_open_and_was_used(house, wang_fang, dongyuan, doctor_li):
    """Yesterday, open for eight hours, one patient in the chair for forty minutes."""
    now = timezone.now()
    yesterday = (now.astimezone(SHANGHAI) - timedelta(days=1)).replace(hour=10)
    chair = Chair.objects.create(clinic=dongyuan, name="1 号椅")
    for day in range(7):
        OpeningHours.objects.create(
            clinic=dongyuan, weekday=day, from_minute=540, until_minute=1020
        )
    place = Place(clinic=dongyuan, starts_at=clock(9), minutes=40, chair=chair)
    booked = book(wang_fang, Terms(place=place), by=None, at=NOON)
    booked.arrive(door="DESK", by=None, at=clock(9))
    during = span(yesterday, yesterday + timedelta(minutes=40))
    Occupation.objects.update(during=during)

    refresh(at=NOON)

    told = rows("capacity", "resource, kind, clinic, open_minutes, used_minutes")
    assert told == [(str(chair.pk), "CHAIR", "dongyuan", 480.0, 40.0)]


def test_a_day_on_which_the_house_is_shut_opens_no_chair(house, wang_fang, dongyuan):
    yesterday = timezone.now().astimezone(SHANGHAI) - timedelta(days=1)
    chair = Chair.objects.create(clinic=dongyuan, name="1 号椅")
    OpeningHours.objects.create(
        clinic=dongyuan,
        weekday=yesterday.weekday(),
        from_minute=540,
        until_minute=1020,
    )
    SpecialDay.objects.create(clinic=dongyuan, day=yesterday.date(), label="停诊")
    place = Place(clinic=dongyuan, starts_at=clock(9), minutes=40, chair=chair)
    book(wang_fang, Terms(place=place), by=None, at=NOON)
    Occupation.objects.update(during=span(yesterday, yesterday + timedelta(hours=1)))

    refresh(at=NOON)

    assert rows("capacity", "resource") == []
