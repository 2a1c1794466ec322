from datetime import date, timedelta

from django.utils import translation

from renxin.booking.models import WaitlistEntry
from renxin.booking.queue import places_for, queue
from renxin.booking.wanted import in_short, told
from renxin.clinics.models import Department
from tests.cast import NOON
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.test_waitlist import cancelled, full_day
from tests.renxin.booking.test_waitlist import queue as waiting

__all__ = ["full_day", "waiting"]

TUESDAY = date(2026, 3, 3)


def shown(clinic, at=NOON):
    return queue(clinic, TUESDAY, at=at)


def test_who_is_in_pain_stands_first_then_who_asked_first(waiting, dongyuan, li):
    names = [row.entry.patient.name for row in shown(dongyuan).rows]

    assert names == ["疼痛", "先来", "后到"]


def test_each_is_told_the_place_of_that_day_that_would_fit(
    waiting, dongyuan, li, first_chair
):
    WaitlistEntry.objects.filter(pk=waiting[0].pk).update(not_before="14:00")
    WaitlistEntry.objects.filter(pk=waiting[1].pk).update(weekdays=[4])

    rows = {row.entry.pk: row.place for row in shown(dongyuan).rows}

    assert rows[waiting[2].pk].starts_at == clock(8)
    assert rows[waiting[0].pk].starts_at == clock(14)
    assert rows[waiting[1].pk] is None


def test_who_is_asked_just_now_stands_apart(full_day, waiting, dongyuan):
    (offer,) = cancelled(full_day)

    found = shown(dongyuan)

    assert [row.offer for row in found.offered] == [offer]
    assert [row.entry for row in found.others] == [waiting[0], waiting[1]]


def test_nothing_is_looked_for_on_a_day_that_is_over(waiting, dongyuan, li):
    found = shown(dongyuan, at=NOON + timedelta(days=3))

    assert {row.place for row in found.rows} == {None}


def test_the_list_reads_the_day_only_so_often(
    waiting, dongyuan, li, first_chair, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        shown(dongyuan)


def test_places_for_one_are_each_on_a_day_of_their_own(
    waiting, dongyuan, li, first_chair
):
    places = places_for(waiting[0], at=NOON)

    assert [place.day.day for place in places] == [3, 4, 5]


def test_a_wish_is_told_in_words(waiting, dongyuan, li):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓", code="endo")
    entry, other = waiting[:2]
    entry.department, entry.weekdays = endo, [5, 6]
    other.doctor, other.not_before = li, clock(14).time()

    with translation.override("en"):
        assert told(entry) == "any of 牙体牙髓·补牙·Sat, Sun·until Fri, March 6"
        assert told(other) == "李予安·补牙·from 14:00 on·until Fri, March 6"
        assert in_short(other, TUESDAY) == "李予安·from 14:00 on·until Fri"
        assert in_short(other, date(2026, 2, 1)) == "李予安·from 14:00 on"
