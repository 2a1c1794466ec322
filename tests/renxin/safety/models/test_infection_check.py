import pytest
from django.db import IntegrityError, transaction

from renxin.promises.models import Promise
from renxin.safety.models import InfectionCheck, Remedy
from renxin.safety.models.infection_check import Looked
from renxin.safety.refusals import (
    BatchMissing,
    NeitherChairNorVisit,
    NotEverythingSeen,
    NotHere,
)
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY
from tests.renxin.safety.conftest import IN_ORDER

FAILED = IN_ORDER | {"indicator": "FAILED"}


def look(clinic, he, **looked):
    looked.setdefault("found", IN_ORDER)
    return InfectionCheck.make(clinic, Looked(**looked), by=he, at=NOON)


def test_a_chair_in_order_owes_nothing(dongyuan, chair, he):
    check = look(dongyuan, he, chair=chair, half="MORNING")

    assert (check.day, check.remedy, check.version) == (TODAY, None, 1)
    assert {one.code: one.found for one in check.items.all()} == IN_ORDER


def test_what_is_not_in_order_is_the_managers_to_put_right_today(dongyuan, chair, he):
    check = look(dongyuan, he, chair=chair, half="MORNING", found=FAILED)

    remedy = Remedy.objects.open().get()
    assert check.remedy == remedy
    assert (remedy.owner_role, remedy.due_on) == (Role.MANAGER, TODAY)
    assert "灭菌指示卡" in remedy.what
    assert list(InfectionCheck.objects.failed()) == [check]


def test_over_a_visit_the_patient_is_owed_an_answer_too(dongyuan, visit, he):
    check = look(dongyuan, he, visit=visit, batch="B-0302-1", found=FAILED)

    promise = Promise.objects.get()
    assert check.promise == promise
    assert (promise.owner_role, promise.patient) == (Role.MANAGER, visit.patient)


def test_nobody_checks_what_stands_where_they_do_not_work(
    dongyuan, hexi, chair, visit, he, outsider_zhao
):
    for looked in (
        {"chair": chair, "half": "MORNING"},
        {"visit": visit, "batch": "B-1"},
    ):
        with pytest.raises(NotHere, match="东院"):
            look(dongyuan, outsider_zhao, **looked)
        with pytest.raises(NotHere, match="河西"):
            look(hexi, he, **looked)

    assert not InfectionCheck.objects.exists()


def test_the_instruments_of_a_visit_have_a_batch(dongyuan, visit, he):
    with pytest.raises(BatchMissing):
        look(dongyuan, he, visit=visit, batch=" ")


def test_every_item_is_looked_at(dongyuan, chair, he):
    with pytest.raises(NotEverythingSeen):
        look(dongyuan, he, chair=chair, half="MORNING", found={"hands": "PASSED"})


def test_it_is_of_a_chair_and_session_or_of_a_visit(dongyuan, chair, visit, he):
    for looked in (
        {"chair": chair},
        {"chair": chair, "half": "MORNING"} | {"visit": visit},
        {},
    ):
        with pytest.raises(NeitherChairNorVisit):
            look(dongyuan, he, batch="B-1", **looked)


def test_the_database_holds_that_too(dongyuan, chair, visit, he):
    told = {"clinic": dongyuan, "day": TODAY, "version": 1, "by": he, "at": NOON}
    for wrong in ({"chair": chair}, {"visit": visit}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InfectionCheck.objects.create(**told, **wrong)
