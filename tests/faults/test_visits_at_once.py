"""FI-05 and FI-06 on visits: many hands on one card, one door and one number."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from renxin.staff.roles import Role
from renxin.visits.kinds import Next, Stage, WhyNothing
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import turns
from renxin.visits.line.standing_in import stand_in
from renxin.visits.models import Departure, NextStep, StageEntry, Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming, Leaving, Step
from tests.cast import employed, enrolled
from tests.faults.hands import all_at_once
from tests.locks import until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 12


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def stations(dongyuan):
    furnish(dongyuan)
    return {Stage(one.stage): one for one in dongyuan.stations.all()}


@pytest.fixture
def visit(wang_fang, dongyuan, stations, greeter_lin, now):
    return Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=now)


def again(visit):
    """The same card, as another screen has it."""
    return Visit.objects.select_related("clinic", "patient").get(pk=visit.pk)


def test_numbers_of_those_who_come_at_once_leave_none_out_and_none_twice(
    dongyuan, stations, greeter_lin, now
):
    people = [enrolled(dongyuan, f"K{n}", "陆云") for n in range(HANDS)]

    def greet(patient):
        visit = Visit.begin(patient, dongyuan, Coming(), by=greeter_lin, at=now)
        return visit.number

    assert sorted(all_at_once(greet, people)) == list(range(1, HANDS + 1))


def test_one_patient_greeted_by_many_is_on_one_visit(
    wang_fang, dongyuan, stations, greeter_lin, now
):
    def greet(_hand):
        Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=now)

    told = Counter(all_at_once(greet, range(HANDS)))

    assert told == {"done": 1, "AlreadyInTheHouse": HANDS - 1}
    assert Visit.objects.count() == StageEntry.objects.count() == 1


def test_a_person_with_two_records_is_greeted_once_under_whichever(
    wang_fang, dongyuan, stations, greeter_lin, now
):
    double = enrolled(dongyuan, "K9", "王芳")
    double.merged_into = wang_fang
    double.save(update_fields=["merged_into"])

    def greet(record):
        Visit.begin(record, dongyuan, Coming(), by=greeter_lin, at=now)

    told = Counter(all_at_once(greet, [wang_fang, double] * (HANDS // 2)))

    assert told == {"done": 1, "AlreadyInTheHouse": HANDS - 1}
    assert Visit.objects.get().patient == wang_fang


def test_of_many_who_hand_over_one_card_one_does_and_the_others_hear_of_it(
    visit, stations, greeter_lin, now
):
    seen = visit.stage_entries.get().pk
    ways = [stations[Stage.CONSULTATION], stations[Stage.CASHIER]] * (HANDS // 2)

    def hand_over(station):
        again(visit).send_on(station, seen=seen, by=greeter_lin, at=now)

    told = Counter(all_at_once(hand_over, ways))

    assert told == {"done": 1, "HandedOver": HANDS - 1}
    assert StageEntry.objects.current().count() == 1


def test_of_many_who_take_up_one_patient_one_has_them(
    visit, stations, dongyuan, greeter_lin, now
):
    room = stations[Stage.CONSULTATION]
    entry = visit.send_on(room, by=greeter_lin, at=now)
    doctors = [
        employed(f"doctor-{n}", "沈若兰", Role.DOCTOR, dongyuan) for n in range(HANDS)
    ]

    def take(doctor):
        mine = StageEntry.objects.select_related("visit").get(pk=entry.pk)
        turns.take_up(mine, by=doctor, at=now)

    told = Counter(all_at_once(take, doctors))

    assert told == {"done": 1, "TakenUp": HANDS - 1}


def test_of_many_who_call_the_next_each_gets_somebody_else(
    dongyuan, stations, greeter_lin, now
):
    room = stations[Stage.CONSULTATION]
    for n in range(HANDS):
        patient = enrolled(dongyuan, f"K{n}", "陆云")
        visit = Visit.begin(patient, dongyuan, Coming(), by=greeter_lin, at=now)
        visit.send_on(room, by=greeter_lin, at=now)

    def call(_hand):
        return turns.call_next(room, by=greeter_lin, at=now).pk

    called = all_at_once(call, range(HANDS))

    assert len(set(called)) == HANDS
    assert not StageEntry.objects.filter(called_at=None, station=room).exists()


def test_a_door_pressed_by_many_lets_them_out_once(
    visit, stations, greeter_lin, doctor_li, now
):
    visit.send_on(stations[Stage.BACK_TO_DOCTOR], by=greeter_lin, at=now)
    leaving = Leaving(step=Step(kind=Next.NONE, why_nothing=WhyNothing.FINISHED))

    def leave(_hand):
        see_off(again(visit), leaving, by=doctor_li, at=now + timedelta(minutes=1))

    told = Counter(all_at_once(leave, range(HANDS)))

    assert told == {"done": 1, "AlreadyLeft": HANDS - 1}
    assert Departure.objects.count() == NextStep.objects.count() == 1


def test_a_station_does_not_close_while_somebody_is_sent_there(
    visit, stations, greeter_lin, manager_gu, now
):
    """Either it closed first and takes nobody, or somebody is inside and it stays."""
    pharmacy = stations[Stage.PHARMACY]

    def either(way):
        if way == "close":
            type(pharmacy).objects.get(pk=pharmacy.pk).close(by=manager_gu, at=now)
        else:
            again(visit).send_on(pharmacy, by=greeter_lin, at=now)

    told = all_at_once(either, ["close", "send"])

    pharmacy.refresh_from_db()
    inside = StageEntry.objects.current().filter(station=pharmacy).exists()
    assert sorted(told) in (["NotAStation", "done"], ["PeopleInside", "done"])
    assert inside == (pharmacy.closed_at is None)


def test_of_many_who_stand_in_for_a_doctor_one_takes_their_people(
    dongyuan, stations, greeter_lin, doctor_li, now
):
    """Whoever is seen off in the same moment is nobody's any more."""
    for n in range(4):
        patient = enrolled(dongyuan, f"K{n}", "陆云")
        coming = Coming(doctor=doctor_li)
        visit = Visit.begin(patient, dongyuan, coming, by=greeter_lin, at=now)
        visit.send_on(stations[Stage.BACK_TO_DOCTOR], by=greeter_lin, at=now)
    leaving = Leaving(step=Step(kind=Next.NONE, why_nothing=WhyNothing.FINISHED))
    others = [
        employed(f"doctor-{n}", "沈若兰", Role.DOCTOR, dongyuan) for n in range(HANDS)
    ]

    def act(other):
        if other is None:
            see_off(again(visit), leaving, by=doctor_li, at=now + timedelta(minutes=1))
        else:
            stand_in(doctor_li, other, dongyuan, by=greeter_lin, at=now)

    told = all_at_once(act, [None, *others])

    here = Visit.objects.under_way()
    assert Counter(told) == {"done": 2, "NobodyWaits": HANDS - 1}
    assert told[0] == "done"
    assert here.count() == 3
    assert len(set(here.values_list("doctor", flat=True))) == 1


def test_whoever_is_called_by_name_meanwhile_is_not_called_next_again(
    dongyuan, stations, greeter_lin, now
):
    room = stations[Stage.EXAMINATION]
    for n in range(2):
        patient = enrolled(dongyuan, f"K{n}", "陆云")
        visit = Visit.begin(patient, dongyuan, Coming(), by=greeter_lin, at=now)
        visit.send_on(room, by=greeter_lin, at=now)
    first, second = StageEntry.objects.filter(station=room).order_by("pk")

    def call_next():
        try:
            return turns.call_next(room, by=greeter_lin, at=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other_desk:
        with transaction.atomic(), connection.cursor() as cursor:
            turns.call(first, by=greeter_lin, at=now)
            called = other_desk.submit(call_next)
            until_somebody_waits(cursor)

        assert called.result() == second
