from datetime import date

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.patients.merge import merge
from renxin.promises.models import Promise
from renxin.visits.kinds import Kind, Stage
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.models import StageEntry, Visit
from renxin.visits.refusals import (
    AlreadyInTheHouse,
    AlreadyThere,
    HandedOver,
    NotAStation,
)
from renxin.visits.terms import Coming
from tests.cast import enrolled
from tests.renxin.visits.conftest import after


def test_whoever_is_greeted_has_a_number_and_stands_at_the_greeting(visit, stations):
    here = visit.stage_entries.get()

    assert (visit.number, visit.told_number) == (1, "001")
    assert (here.stage, here.station) == (Stage.GREETING, stations[Stage.GREETING])
    assert list(Visit.objects.under_way()) == [visit]
    assert Entry.objects.filter(
        fact="visits.began", patient_id=visit.patient_id
    ).exists()


def test_numbers_count_up_and_begin_anew_on_the_clinics_own_day(
    greet, wang_fang, xiaodou, dongyuan, greeter_lin
):
    # 23:50 in Shanghai is still the same day, though UTC counts another hour.
    first = greet(wang_fang)
    late = greet(xiaodou, minutes=14 * 60 + 50)
    next_day = enrolled(dongyuan, "20260009", "陆云")
    other = greet(next_day, minutes=15 * 60 + 1)

    assert [one.day for one in (first, late, other)] == [
        date(2026, 3, 3),
        date(2026, 3, 3),
        date(2026, 3, 4),
    ]
    assert [one.number for one in (first, late, other)] == [1, 2, 1]


def test_each_clinic_counts_its_own_numbers(visit, hexi, outsider_zhao):
    somebody = enrolled(hexi, "20260009", "陆云")

    there = Visit.begin(somebody, hexi, Coming(), by=outsider_zhao, at=after(1))

    assert there.number == 1
    assert there.stage_entries.get().station.clinic == hexi


def test_nobody_is_on_two_visits_at_once(visit, greet, wang_fang):
    with pytest.raises(AlreadyInTheHouse, match="东院"):
        greet(wang_fang, minutes=5)


def test_the_database_holds_one_visit_and_one_station_at_a_time(visit):
    again = Visit(
        patient=visit.patient,
        clinic=visit.clinic,
        day=visit.day,
        number=7,
        began_at=after(1),
    )
    step = StageEntry(visit=visit, stage=Stage.CASHIER, entered_at=after(1))

    for record in (again, step):
        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()


def test_merged_in_the_middle_of_a_visit_it_goes_on(
    greet, dongyuan, wang_fang, manager_gu, stations, he
):
    double = enrolled(dongyuan, "20260010", "王芳")
    visit = greet(double)
    merge(kept=wang_fang, merged=double, by=manager_gu, at=after(1))

    visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(2))

    assert visit.have().stage == Stage.CONSULTATION
    for one in (wang_fang, double):
        with pytest.raises(AlreadyInTheHouse):
            greet(one, minutes=3)


def test_one_person_in_the_house_under_two_records_leaves_under_both(
    greet, dongyuan, wang_fang, doctor_li, stations, leaving
):
    """Two desks greeted one person; nobody stays behind on the board."""
    double = enrolled(dongyuan, "20260010", "王芳")
    visits = [greet(wang_fang), greet(double, minutes=1)]
    merge(kept=wang_fang, merged=double, by=doctor_li, at=after(2))

    for minutes, visit in enumerate(visits, 3):
        back = stations[Stage.BACK_TO_DOCTOR]
        visit.send_on(back, by=doctor_li, at=after(minutes))
        see_off(visit, leaving, by=doctor_li, at=after(minutes + 1))

    assert not Visit.objects.under_way().exists()
    assert {one.next_step.promise.patient for one in visits} == {wang_fang}


@pytest.fixture
def came_and_left(visit, stations, doctor_li, leaving):
    """Somebody's whole visit of a few minutes."""

    def leave(one, minutes):
        back = stations[Stage.BACK_TO_DOCTOR]
        one.send_on(back, by=doctor_li, at=after(minutes))
        see_off(one, leaving, by=doctor_li, at=after(minutes + 1))

    leave(visit, 1)
    return leave


def test_whoever_came_under_the_record_that_was_kept_is_no_stranger(
    came_and_left, greet, dongyuan, wang_fang, manager_gu
):
    double = enrolled(dongyuan, "20260010", "王芳")
    merge(kept=wang_fang, merged=double, by=manager_gu, at=after(3))
    double.refresh_from_db()

    again = greet(double, minutes=4)

    assert again.kind == Kind.CONTINUING
    came_and_left(again, 5)
    assert Promise.objects.filter(patient=wang_fang).count() == 2


def test_who_was_never_here_comes_for_the_first_time(greet, wang_fang, xiaodou):
    Visit.objects.create(
        patient=xiaodou,
        clinic=wang_fang.enrolments.get().clinic,
        began_at=after(-10_000),
    )

    assert greet(wang_fang).kind == Kind.FIRST
    assert greet(xiaodou).kind == Kind.CONTINUING


def test_handed_over_the_step_before_is_closed(visit, stations, he):
    entry = visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(4))

    greeting = visit.stage_entries.exclude(pk=entry.pk).get()
    assert greeting.left_at == entry.entered_at == after(4)
    assert entry.sent_by == he
    with pytest.raises(AlreadyThere):
        visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(5))


def test_of_two_who_hand_over_one_card_the_second_hears_where_it_is(
    visit, stations, he, doctor_li
):
    seen = visit.have().pk
    visit.send_on(stations[Stage.CONSULTATION], seen=seen, by=he, at=after(4))

    with pytest.raises(HandedOver, match="何静 has just handed them over"):
        visit.send_on(stations[Stage.CASHIER], seen=seen, by=doctor_li, at=after(4))

    assert visit.have().stage == Stage.CONSULTATION


def test_a_station_of_another_clinic_or_one_that_is_closed_takes_nobody(
    visit, stations, he, hexi, manager_gu
):
    stations[Stage.PHARMACY].close(by=manager_gu, at=after(1))
    stations[Stage.CASHIER].clinic = hexi
    stations[Stage.CASHIER].save()

    with pytest.raises(NotAStation, match="closed"):
        visit.send_on(stations[Stage.PHARMACY], by=he, at=after(2))
    with pytest.raises(NotAStation, match="河西"):
        visit.send_on(stations[Stage.CASHIER], by=he, at=after(2))


def test_a_screen_whose_clock_is_behind_ends_no_step_before_it_began(
    visit, stations, he
):
    visit.send_on(stations[Stage.CONSULTATION], by=he, at=after(5))
    visit.send_on(stations[Stage.CASHIER], by=he, at=after(3))

    steps = visit.stage_entries.exclude(left_at=None)
    assert all(step.left_at >= step.entered_at for step in steps)


def test_another_doctor_today_is_told(visit, he, doctor_li):
    visit.give_to(None, by=he, at=after(2))

    assert (visit.doctor, visit.doctor_name) == (None, "")
    assert Entry.objects.filter(fact="visits.doctor_changed").count() == 1
