from datetime import timedelta

from renxin.today.models import Glance
from tests.cast import NOON

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_who_never_looked_is_told_of_the_last_half_day(greeter_lin):
    assert Glance.take(greeter_lin, at=NOON) == NOON - 12 * HOUR


def test_who_stays_on_the_page_keeps_reading_the_same_news(greeter_lin):
    first = Glance.take(greeter_lin, at=NOON)

    for minutes in (3, 9, 15):
        assert Glance.take(greeter_lin, at=NOON + minutes * MINUTE) == first


def test_who_comes_back_is_told_what_happened_meanwhile(greeter_lin):
    Glance.take(greeter_lin, at=NOON)
    left = NOON + 5 * MINUTE
    Glance.take(greeter_lin, at=left)

    assert Glance.take(greeter_lin, at=NOON + HOUR) == left
    assert Glance.take(greeter_lin, at=NOON + HOUR + MINUTE) == left


def test_a_clock_that_jumps_back_loses_no_news(greeter_lin):
    Glance.take(greeter_lin, at=NOON)
    since = Glance.take(greeter_lin, at=NOON + HOUR)

    assert Glance.take(greeter_lin, at=NOON) == since
    assert Glance.take(greeter_lin, at=NOON + HOUR + MINUTE) == since


def test_each_person_looks_for_themselves(greeter_lin, doctor_li):
    Glance.take(greeter_lin, at=NOON)

    assert Glance.take(doctor_li, at=NOON + HOUR) == NOON - 11 * HOUR
