import inspect
from datetime import timedelta

import pytest

from renxin.followup.desk import holding, queue
from renxin.followup.models import Call, CallHold
from renxin.followup.refusals import NeverToBeRung, NobodyToRing
from renxin.patients.merge import merge
from renxin.promises.models import Promise
from renxin.staff.roles import Role
from renxin.voice.models import LocalTime, Stop
from tests.cast import NOON, employed, enrolled, reached
from tests.faults.hands import all_at_once
from tests.renxin.followup.desk.conftest import TEN

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def due(dongyuan, carer):
    def ask(at=TEN):
        found = queue.due(dongyuan, carer, at=at, only_asked=False)
        return [one.patient.name for one in found]

    return ask


@pytest.fixture
def person(dongyuan):
    def make(name, place):
        patient = enrolled(dongyuan, f"N{place}", name)
        reached(patient, f"+86139000000{place:02}")
        return patient

    return make


def test_need_goes_before_the_clock_and_the_clock_within_it(owe, person, due):
    owe(
        person("召回", 1),
        kind="RECALL",
        due_at=TEN - 5 * AN_HOUR,
        due_from=TEN - 9 * AN_HOUR,
    )
    owe(person("晚到", 2), due_at=TEN + AN_HOUR)
    owe(person("先到", 3), due_at=TEN)

    assert due() == ["先到", "晚到", "召回"]


def test_whoever_asked_for_this_hour_goes_first(owe, person, due, carer):
    owe(person("先到", 1))
    asked = owe(person("约好的", 2), kind="RECALL")
    asked.defer(to=TEN, outcome="ANOTHER_TIME", by=carer, at=TEN - AN_HOUR)

    assert due() == ["约好的", "先到"]


def test_nobody_is_offered_whom_their_own_clock_lets_sleep(owe, person, due, carer):
    asked, london = owe(person("约好的", 1)), person("伦敦", 2)
    asked.defer(to=TEN, outcome="ANOTHER_TIME", by=carer, at=TEN - AN_HOUR)
    owe(london)
    for patient in (asked.patient, london):
        LocalTime.keep(patient, "Europe/London", by=carer, at=TEN)

    assert due() == ["约好的"]
    assert due(TEN + 8 * AN_HOUR) == ["约好的", "伦敦"]


def test_the_order_is_told_nothing_of_value():
    """Need, asked, time: nothing a patient paid comes into it (REF-14)."""
    source = inspect.getsource(queue)

    assert not any(one in source for one in ("amount", "fen", "charge", "payer"))


def test_what_is_due_later_is_not_rung_yet(owe, wang_fang, due):
    owe(wang_fang, due_from=TEN + AN_HOUR, due_at=TEN + 2 * AN_HOUR)

    assert due() == []


def test_the_call_of_another_role_is_not_theirs(owe, wang_fang, due):
    owe(wang_fang, owner_role="DOCTOR")

    assert due() == []


def test_whoever_was_rung_is_left_in_peace_for_four_hours(owe, press, wang_fang, due):
    press(owe(wang_fang, kind="RECALL"), "NO_ANSWER")
    owe(wang_fang)

    assert due(TEN + AN_HOUR) == []
    assert due(TEN + 5 * AN_HOUR) != []


def test_who_stopped_recalls_is_not_in_it_for_one(owe, wang_fang, due, carer):
    Stop.objects.create(patient=wang_fang, purpose="RECALL", by=carer, at=TEN)
    owe(wang_fang, kind="RECALL")

    assert due() == []
    owe(wang_fang)
    assert due() == ["王芳"]


def test_a_stop_and_a_call_hold_for_whichever_record_they_stand_under(
    owe, press, person, due, carer
):
    kept, other = person("王芳", 1), person("王方", 2)
    called = owe(other)
    Stop.objects.create(patient=other, purpose="RECALL", by=carer, at=TEN)
    merge(kept=kept, merged=other, by=carer, at=TEN)
    recall = owe(kept, kind="RECALL")

    assert due() == ["王方"]
    with pytest.raises(NeverToBeRung):
        press(recall, "NO_ANSWER")
    fresh = Promise.objects.get(pk=called.pk)
    assert press(fresh, "NO_ANSWER").patient == kept
    assert due(TEN + AN_HOUR) == []


def test_outside_the_hours_nobody_is_rung_but_who_asked(
    owe, wang_fang, person, dongyuan, carer
):
    owe(wang_fang)
    with pytest.raises(NobodyToRing):
        holding.take_next(dongyuan, by=carer, at=NOON + AN_HOUR)

    asked = owe(person("约好的", 2))
    asked.defer(to=NOON + AN_HOUR, outcome="ANOTHER_TIME", by=carer, at=TEN)
    hold = holding.take_next(dongyuan, by=carer, at=NOON + AN_HOUR)
    assert hold.patient.name == "约好的"


def test_who_is_taken_is_taken_by_one(owe, wang_fang, dongyuan, carer):
    owe(wang_fang)
    owe(wang_fang, kind="RECALL")
    other = employed("ye", "叶舟", Role.CARE, dongyuan)
    holding.take_next(dongyuan, by=carer, at=TEN)

    with pytest.raises(NobodyToRing):
        holding.take_next(dongyuan, by=other, at=TEN)


def test_who_is_left_lying_is_anybodys_again(owe, wang_fang, dongyuan, carer):
    owe(wang_fang)
    other = employed("ye", "叶舟", Role.CARE, dongyuan)
    holding.take_next(dongyuan, by=carer, at=TEN)

    hold = holding.take_next(dongyuan, by=other, at=TEN + AN_HOUR / 2)

    assert (hold.by, CallHold.objects.count()) == (other, 1)


def test_without_a_number_nobody_stands_in_the_way(owe, dongyuan, wang_fang, carer):
    owe(enrolled(dongyuan, "N9", "无号"))
    owe(wang_fang, due_at=TEN + AN_HOUR)

    assert holding.take_next(dongyuan, by=carer, at=TEN).patient == wang_fang


@pytest.mark.django_db(transaction=True)
def test_two_callers_in_the_same_moment_have_two_people(owe, person, dongyuan, carer):
    for place in range(4):
        owe(person(f"患者{place}", place))
        owe(Promise.objects.latest("pk").patient, kind="RECALL")
    hands = [employed(f"h{n}", f"手{n}", Role.CARE, dongyuan) for n in range(4)]

    def take(staff):
        return holding.take_next(dongyuan, by=staff, at=TEN).patient_id

    taken = all_at_once(take, hands)

    assert len(set(taken)) == 4
    assert not Call.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_caller_with_two_windows_has_one_person(owe, person, dongyuan, carer):
    for place in range(2):
        owe(person(f"患者{place}", place))

    def take(staff):
        return holding.take_next(dongyuan, by=staff, at=TEN).by_id

    assert all_at_once(take, [carer, carer]) == [carer.pk, carer.pk]
    assert CallHold.objects.count() == 1
