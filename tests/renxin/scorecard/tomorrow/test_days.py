from datetime import date, timedelta

from renxin.clinics.models import OpeningHours
from renxin.scorecard.tomorrow.days import booked, next_day
from tests.cast import NOON, TODAY
from tests.renxin.scorecard.booked_before import tomorrow

TUESDAY, WEDNESDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=2)


def open_on(clinic, *weekdays):
    for weekday in weekdays:
        OpeningHours.objects.create(
            clinic=clinic, weekday=weekday, from_minute=480, until_minute=1080
        )


def test_where_nobody_said_when_it_is_open_it_is_tomorrow(dongyuan):
    assert next_day(dongyuan, at=NOON) == TUESDAY


def test_a_day_on_which_the_door_is_shut_is_passed_over(dongyuan):
    open_on(dongyuan, 0, 2)

    assert next_day(dongyuan, at=NOON) == WEDNESDAY


def test_whoever_is_booked_on_a_day_off_is_not_forgotten(dongyuan, wang_fang):
    open_on(dongyuan, 0, 2)
    tomorrow(dongyuan, wang_fang, NOON, lead=3)

    assert next_day(dongyuan, at=NOON) == TUESDAY


def test_just_before_midnight_tomorrow_is_the_clinics_own(dongyuan):
    late = NOON + timedelta(hours=11, minutes=50)

    assert next_day(dongyuan, at=late) == date(2026, 3, 3)
    assert next_day(dongyuan, at=late + timedelta(minutes=20)) == date(2026, 3, 4)


def test_only_firm_bookings_of_this_clinic_that_still_stand(dongyuan, hexi, wang_fang):
    stands = tomorrow(dongyuan, wang_fang, NOON, lead=3)
    tomorrow(hexi, wang_fang, NOON, lead=3)
    asked_for = tomorrow(dongyuan, wang_fang, NOON, lead=3)
    type(asked_for).objects.filter(pk=asked_for.pk).update(held_until=NOON)
    part = tomorrow(dongyuan, wang_fang, NOON, lead=3)
    type(part).objects.filter(pk=part.pk).update(coming=stands)

    assert list(booked(dongyuan, TUESDAY)) == [stands]
