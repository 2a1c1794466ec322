from datetime import timedelta

import pytest

from renxin.journal.models import Entry
from renxin.promises.batch import Wanted, make_many
from renxin.promises.models import Promise
from renxin.promises.refusals import NotOfThisClinic
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from tests.cast import NOON, enrolled
from tests.renxin.promises.made import TWO, promised

TERMS = {"kind": "WIN_BACK", "what": "问问为什么没再来", "owner_role": Role.CARE}


def wanted(patients, clinic, **terms) -> list[Wanted]:
    terms = TERMS | {"due_at": TWO} | terms
    return [Wanted(patient.pk, clinic, Terms(**terms)) for patient in patients]


@pytest.fixture
def many(dongyuan):
    return [enrolled(dongyuan, f"N{place}", f"患者{place}") for place in range(30)]


def test_each_patient_behind_a_figure_is_promised_once(dongyuan, many, manager_gu):
    batch = make_many(wanted(many + many[:5], dongyuan), by=manager_gu, at=NOON)

    assert len(batch.made) == 30
    assert not batch.refused
    assert Promise.objects.open().count() == 30
    assert Entry.objects.filter(fact="promises.made").count() == 30


def test_thousands_take_no_more_statements_than_a_few(
    dongyuan, many, manager_gu, django_assert_max_num_queries
):
    manager_gu.may("promises.keep")

    with django_assert_max_num_queries(12):
        make_many(wanted(many, dongyuan), by=manager_gu, at=NOON)


def test_who_has_the_same_open_promise_is_left_in_peace(dongyuan, many, manager_gu):
    make_many(wanted(many[:10], dongyuan), by=manager_gu, at=NOON)

    batch = make_many(wanted(many, dongyuan), by=manager_gu, at=NOON)

    assert len(batch.made) == 20
    assert set(batch.refused) == {patient.pk for patient in many[:10]}
    assert str(batch.refused[many[0].pk]) == "The same is promised to them already."


def test_a_kept_promise_may_be_made_again(dongyuan, many, manager_gu):
    first = make_many(wanted(many[:1], dongyuan), by=manager_gu, at=NOON).made[0]
    first.keep(by=manager_gu, at=NOON)

    again = make_many(wanted(many[:1], dongyuan), by=manager_gu, at=NOON)

    assert len(again.made) == 1


def test_neither_the_dead_nor_who_asked_us_not_to_ring_are_promised_a_call(
    dongyuan, many, manager_gu, greeter_lin
):
    died, asked, moved, *others = many
    died.died_on = NOON.date()
    died.save()
    promised(asked, dongyuan, by=greeter_lin).stop_calls(by=greeter_lin, at=NOON)
    moved.merged_into = others[0]
    moved.save()

    batch = make_many(wanted(many, dongyuan), by=manager_gu, at=NOON)

    assert len(batch.made) == 27
    assert set(batch.refused) == {died.pk, asked.pk, moved.pk}


def test_a_batch_for_a_role_that_keeps_no_promises_makes_none(
    dongyuan, many, manager_gu
):
    with pytest.raises(NotOfThisClinic):
        make_many(
            wanted(many, dongyuan, owner_role=Role.MARKETER), by=manager_gu, at=NOON
        )

    assert not Promise.objects.exists()


def test_a_batch_of_nobody_is_no_trouble(manager_gu):
    assert make_many([], by=manager_gu, at=NOON).made == []


def test_each_may_have_its_own_time(dongyuan, many, manager_gu):
    asked = [
        Wanted(patient.pk, dongyuan, Terms(**TERMS, due_at=TWO + timedelta(days=place)))
        for place, patient in enumerate(many)
    ]

    batch = make_many(asked, by=manager_gu, at=NOON)

    assert len({promise.due_at for promise in batch.made}) == 30
