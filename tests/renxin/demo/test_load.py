from collections import Counter
from datetime import timedelta

import pytest

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.demo.facts import is_demonstration
from renxin.demo.load import NotEmpty, load
from renxin.demo.world import simulate
from renxin.journal.models import Entry
from renxin.patients.models import IdentityDocument, Patient, Relation
from renxin.promises.models import Promise
from renxin.protocols.models import Trial
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.models import Charge, StageEntry, Visit
from tests.renxin.demo.conftest import TEN, UNTIL

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def small():
    return simulate(7, 1500, 1, UNTIL)


@pytest.fixture(scope="module")
def house(small, lived):
    return lived(small)


def test_every_row_of_the_world_stands_in_the_house(small, house):
    assert Patient.objects.count() == 1500
    brought = Visit.objects.filter(number=None)
    assert brought.count() == small.tables["visits"].num_rows
    assert Charge.objects.count() == small.tables["charges"].num_rows
    told = small.tables["promises"].select(["patient_id", "what", "made_at"])
    stand = Promise.objects.values_list("patient__number", "what", "made_at")
    assert {tuple(row.values()) for row in told.to_pylist()} <= set(stand)
    assert [clinic.short_name for clinic in Clinic.objects.order_by("pk")] == [
        "东院",
        "河西",
        "新城",
    ]


def test_whoever_was_drawn_stands_in_a_trial_somebody_approved(small, house):
    trial = Trial.objects.select_related("version__signature").get()

    arms = Counter(trial.assignments.values_list("arm", flat=True))
    assert arms == Counter(small.tables["assignments"]["arm"].to_pylist())
    assert trial.enrolments.count() == arms.total()
    assert trial.version.by != trial.version.signature.by
    assert trial.approved_by.roles() == {Role.MANAGER}
    assert trial.protocol.runs.standing().count() == 1


def test_money_is_the_same_to_the_fen(small, house):
    charged = sum(row["amount"] for row in small.tables["charges"].to_pylist())
    written = sum(Charge.objects.values_list("amount_fen", flat=True))

    assert written == charged * 100


def test_one_of_each_role_can_sign_in_and_nobody_else(house):
    assert {one.role for one in house.accounts} == set(Role.values)

    for account in house.accounts:
        staff = Staff.objects.get(username=account.username)
        assert staff.check_password(house.password)
        assert account.role in staff.roles()
    others = Staff.objects.exclude(
        username__in=[one.username for one in house.accounts]
    )
    assert others
    assert not any(staff.has_usable_password() for staff in others)


def test_a_patient_has_a_timeline_and_a_family(house):
    child = Relation.objects.filter(is_guardian=True).select_related("of").first().of
    told = [entry.told() for entry in Entry.objects.of(child.pk)]

    assert None not in told
    assert "patients.registered" in {fact.name for fact in told}
    assert child.reaches.get().whose in {"MOTHER", "FATHER"}


def test_every_fact_can_be_read_back_and_told(house):
    for name in Entry.objects.values_list("fact", flat=True).distinct():
        fact = Entry.objects.filter(fact=name).first().told()
        assert isinstance(fact.telling() if fact else "", str)


def test_today_gathers_around_the_hour(house):
    owed = Promise.objects.open()

    assert owed.late(at=TEN).exists()
    assert owed.filter(due_at__range=(TEN, TEN + timedelta(hours=10))).count() > 3
    assert owed.filter(due_at__gt=TEN + timedelta(days=1)).exists()
    assert owed.filter(owner=None).exists()
    assert owed.exclude(owner=None).exists()


def test_who_came_this_morning_is_somewhere_in_the_house_or_has_left(house):
    lived = Visit.objects.lived_here()

    steps = StageEntry.objects.exclude(stage="GREETING")
    assert lived.exists()
    assert all(one.began_at <= TEN for one in lived)
    assert steps.exists()
    assert all(one.entered_at <= TEN for one in steps)


def test_words_name_the_patient(house):
    promise = Promise.objects.filter(kind="CALL").first()

    assert "您好" in promise.words
    assert "{" not in promise.words


def test_appointments_to_come_have_no_outcome(house):
    assert Appointment.objects.due().after(TEN).exists()
    assert not Appointment.objects.due().filter(starts_at__lt=TEN - timedelta(hours=3))


def test_documents_are_sealed_and_open_again(house):
    document = IdentityDocument.objects.filter(kind="IDENTITY_CARD").first()

    assert document.number().startswith("990101")
    assert b"990101" not in bytes(document.sealed)


def test_the_house_says_that_it_is_a_demonstration(house):
    assert is_demonstration()


def test_a_house_that_is_not_empty_is_left_alone(small, house):
    with pytest.raises(NotEmpty):
        load(small, now=TEN)
