from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.booking.agreement import book
from renxin.booking.models import Occupation, Resource
from renxin.booking.openings import ranked, search
from renxin.booking.terms import Terms
from renxin.booking.wish import Wish
from renxin.clinics.models import Department
from renxin.rosters.models import Leave, Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.booking.conftest import clock


@pytest.fixture
def wish(dongyuan, li, first_chair):
    return Wish(
        clinic=dongyuan,
        minutes=40,
        first_day=date(2026, 3, 3),
        last_day=date(2026, 3, 5),
        cleanup=timedelta(minutes=10),
    )


def times(offers):
    return [f"{offer.place.starts_at:%d %H:%M}" for offer in offers]


def test_the_soonest_free_times_come_first(wish, li, first_chair):
    offers = search(wish, at=NOON, enough=3)

    assert times(offers) == ["03 08:00", "03 08:15", "03 08:30"]
    assert offers[0].place.doctor == li
    assert offers[0].place.chair == first_chair


def test_what_is_offered_can_be_booked(wish, wang_fang):
    for offer in search(wish, at=NOON, enough=1):
        assert book(wang_fang, Terms(place=offer.place), by=None, at=NOON)


def test_nothing_is_offered_over_what_is_taken(wish, wang_fang, terms):
    book(wang_fang, terms, by=None, at=NOON)

    mornings = replace(wish, last_day=date(2026, 3, 3), not_after=time(12))
    offered = times(search(mornings, at=NOON, enough=50))

    # Forty minutes and ten to clean up: the last start before ten is at ten past.
    assert "03 09:00" in offered
    assert "03 10:50" in offered
    assert not [one for one in offered if "03 09:10" < one < "03 10:50"]


def test_a_gap_that_opens_between_quarters_is_offered_at_once(wish, wang_fang, terms):
    early = replace(terms.place, starts_at=clock(8), minutes=67, cleanup=timedelta())
    book(wang_fang, replace(terms, place=early), by=None, at=NOON)

    assert times(search(wish, at=NOON, enough=2)) == ["03 09:10", "03 09:15"]


def test_nothing_is_offered_in_leave_or_outside_a_shift(wish, li):
    Leave.objects.create(
        staff=li, kind="ILLNESS", during=span(clock(8), clock(17, 30)), at=NOON
    )

    assert times(search(wish, at=NOON, enough=1)) == ["04 08:00"]


def test_nothing_is_offered_that_is_over_already(wish):
    offers = search(wish, at=clock(9, 7), enough=1)

    assert times(offers) == ["03 09:10"]


def test_a_request_that_lapsed_does_not_stand_in_the_way(wish, wang_fang, terms):
    at_eight = replace(terms.place, starts_at=clock(8))
    held = replace(terms, place=at_eight, held_until=NOON + timedelta(minutes=5))
    book(wang_fang, held, by=None, at=NOON)

    before = times(search(wish, at=NOON, enough=1))
    after = times(search(wish, at=NOON + timedelta(minutes=5), enough=1))

    assert (before, after) == (["03 08:50"], ["03 08:00"])


def test_only_the_days_and_hours_asked_for_are_offered(wish):
    afternoons = replace(
        wish, weekdays=frozenset({2}), not_before=time(14), not_after=time(18)
    )

    assert times(search(afternoons, at=NOON, enough=1)) == ["04 14:00"]


def test_the_own_doctor_comes_first_and_sooner_ones_after(wish, li, chen):
    Leave.objects.create(
        staff=li, kind="ANNUAL", during=span(clock(8), clock(18)), at=NOON
    )

    offers = ranked(wish, (li,), at=NOON, enough=20)

    assert offers[0].is_with_the_named
    assert times(offers)[0] == "04 08:00"
    others = [offer for offer in offers if not offer.is_with_the_named]
    assert all(offer.place.doctor == chen for offer in others)


def test_who_is_named_need_not_be_of_the_department(wish, dongyuan, li, chen):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓", code="endo")
    Shift.objects.filter(staff=chen).update(department=endo)

    offers = ranked(replace(wish, department=endo), (li,), at=NOON, enough=2)

    assert [offer.place.doctor for offer in offers] == [li, li]


def test_with_others_only_what_is_sooner_is_worth_saying(wish, li, chen):
    Leave.objects.create(
        staff=li, kind="ILLNESS", during=span(clock(8), clock(12)), at=NOON
    )

    offers = ranked(wish, (li,), at=NOON, enough=6)

    assert [offer.is_with_the_named for offer in offers] == [True] * 4 + [False] * 2
    assert times(offers)[-2:] == ["03 08:00", "03 08:15"]


def test_the_last_dentist_can_be_left_out(wish, li, chen):
    offers = search(replace(wish, not_with={li.pk}), at=NOON, enough=5)

    assert {offer.place.doctor for offer in offers} == {chen}


def test_any_doctor_of_a_department_will_do(wish, dongyuan, li, chen):
    endo = Department.objects.create(clinic=dongyuan, name="牙体牙髓", code="endo")
    Shift.objects.filter(staff=chen).update(department=endo)

    offers = search(replace(wish, department=endo), at=NOON, enough=5)

    assert {offer.place.doctor for offer in offers} == {chen}


def test_no_time_is_offered_while_all_chairs_are_taken(wish, first_chair):
    chair = Resource.objects.of([first_chair])[first_chair]
    Occupation.objects.create(
        resource=chair, purpose="检修", during=span(clock(8), clock(16))
    )

    assert times(search(wish, at=NOON, enough=1)) == ["03 16:00"]


def test_assistants_and_devices_must_be_free_too(wish, dongyuan, scanner):
    helper = employed("he", "何助", Role.ASSISTANT, dongyuan)
    Shift.objects.create(
        staff=helper,
        clinic=dongyuan,
        role=Role.ASSISTANT,
        during=span(clock(9), clock(12)),
    )
    asked = replace(wish, assistants=1, device_kind="scanner")

    (offer,) = search(asked, at=NOON, enough=1)

    assert offer.place.starts_at == clock(9)
    assert offer.place.assistants == (helper,)
    assert offer.place.devices == (scanner,)


def test_a_day_of_a_clock_change_is_searched_in_the_clinics_own_hours(
    wish, dongyuan, li
):
    dongyuan.zone = "America/New_York"
    dongyuan.save()
    zone = ZoneInfo(dongyuan.zone)
    opens = datetime(2026, 3, 8, 8, tzinfo=zone)
    Shift.objects.create(
        staff=li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        during=span(opens, opens + timedelta(hours=4)),
    )
    sunday = date(2026, 3, 8)
    asked = replace(wish, first_day=sunday, last_day=sunday, not_before=time(9))

    (offer,) = search(asked, at=NOON, enough=1)

    assert f"{offer.place.starts_at:%H:%M}" == "09:00"


def test_hours_that_end_before_they_begin_hold_nothing(wish):
    backwards = replace(wish, not_before=time(14), not_after=time(12))

    assert search(backwards, at=NOON) == []
