"""One record merged into another, and that into a third: one person in every room."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.followup.desk import outcomes, queue
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard
from renxin.followup.line import held_out
from renxin.followup.models import Call, ListRow, MinedList
from renxin.patients.merge import merge, unmerge
from renxin.patients.models import Patient, Reach
from renxin.promises.models import OptOut
from renxin.promises.models.contact import refused_of
from renxin.protocols.addressing import addresses
from renxin.protocols.models import ProtocolContact, ProtocolEnrolment
from renxin.protocols.named import conditions
from renxin.protocols.planning import reasons, running
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from renxin.voice.models import Stop
from renxin.voice.outbox import whom
from tests.cast import NOON, TODAY, employed, enrolled, reached
from tests.renxin.followup.trials import drawn, trial
from tests.renxin.promises.made import promised
from tests.renxin.protocols.lived import seen_off
from tests.renxin.protocols.protocols import on, text

NUMBER = "+8613900000042"
HOUR = timedelta(hours=1)
CALLED = {"kind": "CALL", "owner_role": "CARE", "due_from": NOON - HOUR, "due_at": NOON}

whichever = pytest.mark.parametrize("where", [0, 1, 2], ids="ABC")


class Person:
    """Three records of one person; what stands in one is put in before the merges."""

    def __init__(self, clinic, by):
        self.clinic, self.by = clinic, by
        self.records = [enrolled(clinic, f"W{one}", "王芳") for one in "ABC"]

    def join(self):
        a, b, c = self.records
        self.inner = merge(kept=b, merged=a, by=self.by, at=NOON - 9 * HOUR)
        self.outer = merge(kept=c, merged=b, by=self.by, at=NOON - 8 * HOUR)
        found = Patient.objects.in_bulk([one.pk for one in self.records])
        self.records = [found[one.pk] for one in self.records]
        return self.records[-1]

    def part(self, link):
        unmerge(link, reason="两个人", by=self.by, at=NOON)


@pytest.fixture
def carer(dongyuan):
    return employed("he", "何静", Role.CARE, dongyuan)


@pytest.fixture
def person(dongyuan, manager_gu):
    return Person(dongyuan, manager_gu)


@pytest.fixture
def owed(person, carer):
    """Called by customer care, and reached by the number of the second record."""
    reached(person.records[1], NUMBER)

    def owe(record, **terms):
        at = NOON - 24 * HOUR
        return promised(record, person.clinic, by=carer, at=at, **(CALLED | terms))

    return owe


@pytest.fixture
def due(dongyuan, carer):
    return lambda: list(queue.due(dongyuan, carer, at=NOON, only_asked=False))


def rung(promise, record, by, heard="NO_ANSWER", at=NOON):
    told = {"promise": promise, "patient": record, "clinic": promise.clinic}
    return Call.objects.create(heard=heard, by=by, at=at, **told)


def so_of_the_enrolled(name):
    asked = conditions[name].ask(reasons.enrolled(NOON))
    return ProtocolEnrolment.objects.with_person().filter(asked).count()


@whichever
def test_who_asked_for_peace_is_neither_promised_a_call_nor_rung(
    person, owed, due, carer, where
):
    promise = owed(person.records[2])
    OptOut.objects.create(patient=person.records[where], at=NOON)
    kept = person.join()

    assert list(refused_of([kept.pk], "CALL")) == [kept.pk]
    assert due() == []
    for record in person.records:
        with (
            pytest.raises(IntegrityError, match="asked us to stop"),
            transaction.atomic(),
        ):
            rung(promise, record, carer)


@whichever
def test_who_wanted_no_recall_gets_none(person, owed, due, carer, where):
    promise = owed(person.records[2], kind="RECALL")
    Stop.objects.create(
        patient=person.records[where], purpose="RECALL", by=carer, at=NOON
    )
    person.join()

    assert due() == []
    with pytest.raises(IntegrityError, match="asked us to stop"), transaction.atomic():
        rung(promise, person.records[0], carer)


@whichever
def test_a_call_owed_to_any_of_them_is_due_once_they_may_be_rung(
    person, owed, due, carer, where
):
    promise = owed(person.records[where])
    other = owed(person.records[1], kind="RECALL")
    person.join()
    assert due() == [promise, other]

    rung(promise, person.records[0], carer, at=NOON - HOUR)

    assert due() == []


@whichever
def test_a_wrong_number_is_in_use_nowhere(person, owed, carer, where):
    Reach.objects.update(patient=person.records[where])
    promise = owed(person.records[2])
    person.join()

    outcomes.press(promise, Heard.WRONG, Told(), by=carer, at=NOON)

    assert not Reach.objects.in_use().exists()


@whichever
def test_they_are_written_to_by_the_number_we_have(person, where):
    point = reached(person.records[where], NUMBER).contact_point
    kept = person.join()

    for record in person.records:
        assert whom.number_of(record, on=TODAY) == point
    assert addresses([(kept, person.clinic)], at=NOON)[kept.pk][0] == point.pk


def test_the_number_of_the_kept_record_goes_before_that_of_an_older_one(person):
    reached(person.records[0], "+8613900000041")
    own = reached(person.records[2], NUMBER).contact_point
    kept = person.join()

    assert whom.number_of(kept, on=TODAY) == own
    assert addresses([(kept, person.clinic)], at=NOON)[kept.pk][0] == own.pk


@whichever
def test_held_out_under_any_is_held_out(person, doctor_li, manager_gu, where):
    tried = trial(doctor_li, manager_gu)
    draw = drawn(tried, person.records[where], person.clinic, at=NOON - HOUR)
    enrolments = [
        ProtocolEnrolment.objects.create(
            protocol=tried.protocol,
            version=tried.version,
            trial=tried,
            patient=record,
            clinic=person.clinic,
            anchor="again",
            anchor_id=0,
            anchored_at=NOON,
            noticed_at=NOON,
        )
        for record in person.records
    ]
    kept = person.join()

    assert list(held_out.reasons_of([kept.pk], at=NOON)) == [kept.pk]
    assert held_out.latest_of(kept.record_ids(), at=NOON) == draw
    promise = promised(kept, person.clinic, by=doctor_li)
    for one in enrolments:
        with pytest.raises(IntegrityError, match="hears nothing"), transaction.atomic():
            ProtocolContact.objects.create(
                enrolment=one,
                step=one.version.steps.get(),
                promise=promise,
                at=NOON,
            )


@whichever
def test_what_must_never_be_a_reason_is_found_under_any(person, carer, where):
    Visit.objects.create(
        patient=person.records[where],
        clinic=person.clinic,
        condition="乙肝",
        began_at=NOON - 99 * HOUR,
        ended_at=NOON - 98 * HOUR,
    )
    kept = person.join()
    told = {"found": 1, "without_consent": 0, "left_in_peace": 0, "beyond": 0}
    names = MinedList.objects.create(
        clinic=person.clinic, sort="OVERDUE", by=carer, at=NOON, **told
    )

    with pytest.raises(IntegrityError, match="never be a reason"), transaction.atomic():
        ListRow.objects.create(
            mined_list=names, patient=kept, place=1, why="", is_agreed=True
        )


@whichever
@pytest.mark.parametrize("fate", ["died", "restricted"])
def test_protocols_go_by_what_became_of_the_person(
    person, doctor_li, manager_gu, where, fate
):
    tried = trial(doctor_li, manager_gu)
    drawn(tried, person.records[where], person.clinic)
    kept = person.join()
    became = {"died_on": TODAY} if fate == "died" else {"restricted_at": NOON}
    Patient.objects.filter(pk=kept.pk).update(**became)

    assert so_of_the_enrolled(fate) == 1
    assert so_of_the_enrolled("asked_to_stop") == 0


@whichever
def test_protocols_go_by_what_they_asked_for(person, doctor_li, manager_gu, where):
    tried = trial(doctor_li, manager_gu)
    for record in person.records:
        drawn(tried, record, person.clinic)
    OptOut.objects.create(patient=person.records[where], at=NOON)
    person.join()

    assert so_of_the_enrolled("asked_to_stop") == 3


def test_protocols_speak_to_the_person_once_a_day(person, doctor_li):
    for code in ("T-ONE", "T-TWO"):
        on(text(code, again="beside"), doctor_li)
    for record in person.records:
        seen_off(record, person.clinic)
    running.plan(at=NOON + HOUR)
    person.join()

    running.plan(at=NOON + 21 * HOUR)

    assert ProtocolContact.objects.filter(why_not="").count() == 1


def test_parted_again_each_has_back_what_was_theirs(person):
    a, b, c = person.records
    reached(a, NUMBER)
    OptOut.objects.create(patient=a, at=NOON)
    person.join()

    person.part(person.outer)

    ids = [one.pk for one in (a, b, c)]
    assert set(refused_of(ids, "CALL")) == {a.pk, b.pk}
    assert whom.number_of(Patient.objects.get(pk=b.pk), on=TODAY)
    assert whom.number_of(Patient.objects.get(pk=c.pk), on=TODAY) is None

    person.part(person.inner)

    assert set(refused_of(ids, "CALL")) == {a.pk}
    assert whom.number_of(Patient.objects.get(pk=b.pk), on=TODAY) is None
