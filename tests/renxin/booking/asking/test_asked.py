from datetime import date, time, timedelta

import pytest

from renxin.booking.asking.asked import Asking
from renxin.booking.asking.line import Heard
from renxin.booking.models import Service
from renxin.booking.models.service import USUAL_MINUTES, Need
from renxin.clinics.models import Clinic
from renxin.staff.models import Staff

CLINIC = Clinic(pk=1, name="仁心口腔东院", short_name="东院", code="dongyuan")
LI, CHEN = Staff(pk=1, name="李予安"), Staff(pk=2, name="陈知夏")
IMPLANT = Service(
    code="implant",
    name="种植一期",
    minutes=90,
    cleanup_minutes=15,
    assistants=1,
    device_kind="scanner",
)


def asked(**more):
    return Asking(clinic=CLINIC, **more)


def test_nothing_said_is_the_usual_length_at_any_time():
    wish = asked().wish()

    assert wish.minutes == USUAL_MINUTES
    assert (wish.doctors, wish.chair, wish.assistants) == ((), True, 0)


def test_a_service_says_how_long_it_takes_and_what_it_needs():
    wish = asked(service=IMPLANT).wish()

    assert (wish.minutes, wish.assistants) == (90, 1)
    assert (wish.device_kind, wish.cleanup) == ("scanner", timedelta(minutes=15))


def test_a_service_without_a_chair_asks_for_none():
    talk = Service(code="talk", name="咨询", minutes=20, room=Need.NONE)

    assert not asked(service=talk).wish().chair


def test_a_length_that_is_said_goes_before_the_one_of_the_service():
    assert asked(service=IMPLANT, minutes=120).wish().minutes == 120


def test_whoever_asks_for_fewer_hands_than_the_service_needs_gets_those_it_needs():
    assert asked(service=IMPLANT, assistants=0).wish().assistants == 1
    assert asked(service=IMPLANT, assistants=2).wish().assistants == 2


def test_who_is_named_is_wanted_and_who_is_not_wanted_is_left_out():
    wish = asked(doctors=(LI,), not_with=(CHEN,)).wish()

    assert wish.doctors == (LI,)
    assert wish.not_with == {CHEN.pk}


def test_a_doctor_named_beside_whoever_else_fits_shuts_nobody_out():
    assert asked(doctors=(LI,), is_either=True).wish().doctors == ()


def test_what_was_understood_is_told_in_the_order_it_was_said():
    heard = [Heard("tomorrow", 9, 11), Heard("40 minutes", 0, 5)]

    assert asked(heard=heard).understood == ["40 minutes", "tomorrow"]


@pytest.mark.parametrize(
    "said",
    [
        {"first_day": date(2026, 3, 5), "last_day": date(2026, 3, 4)},
        {"not_before": time(15), "not_after": time(15)},
        {"weekdays": frozenset()},
    ],
)
def test_what_no_day_and_hour_can_be_is_not_looked_for(said):
    assert asked().is_possible
    assert not asked(**said).is_possible
