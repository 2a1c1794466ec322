"""REF-16: a machine refuses nobody, ranks nobody, dismisses nothing: a person does."""

import importlib
from dataclasses import fields

import pytest
from django.apps import apps

from renxin.patients.models import Restriction
from renxin.staff.roles import Role
from renxin.visits.line.order import Waiting
from tests.cast import NOON
from tests.refusals import ways
from tests.refusals.ways import insert, refused, sql, to

DECIDED = {
    "visits_judgement": "by_id",
    "visits_reordering": "by_id",
    "patients_restriction": "by_id",
    "patients_lifting": "by_id",
    "patients_merge": "by_id",
    "protocols_trial": "approved_by_id",
    "protocols_protocolsignature": "by_id",
    "voice_wordingreview": "by_id",
    "followup_listapproval": "by_id",
}
ALONE = ("blacklist", "ban", "blocked", "debt", "dismiss", "bad_payer", "vip", "risk")


def test_on_a_page_whoever_restricts_a_record_says_why(desk, wang_fang):
    here = to("patients:restriction", wang_fang.pk)

    answer = desk(Role.COMPLIANCE).post(here, {"reason": " "})

    assert answer.status_code == 422
    assert not Restriction.objects.exists()


def test_on_a_page_there_is_nowhere_to_bar_or_dismiss_anybody():
    names = {
        word for name in ways.addresses() for word in name.replace(":", "_").split("_")
    }

    assert not names & set(ALONE)


def test_by_machine_the_line_is_ordered_by_need_time_and_turn_alone():
    assert {one.name for one in fields(Waiting)} == {
        "key",
        "came_at",
        "agreed_at",
        "urgency",
        "turn",
        "turned_at",
    }


def test_by_machine_no_task_writes_such_a_decision():
    """What works by itself imports none of the records in which a person decides."""
    decided = {"Judgement", "Reordering", "Restriction", "ListApproval", "Trial"}
    for app in apps.get_app_configs():
        if not app.name.startswith("renxin."):
            continue
        try:
            tasks = importlib.import_module(f"{app.name}.tasks")
        except ModuleNotFoundError:
            continue
        assert not decided & set(vars(tasks)), app.name


def test_from_a_file_nobody_is_barred_or_ranked():
    carried = {word for name in ways.brought() for word in name.split("_")}

    assert not carried & set(ALONE)


@pytest.mark.parametrize("table", DECIDED)
def test_in_the_database_each_such_decision_is_somebodys(db, table):
    asked = "SELECT is_nullable FROM information_schema.columns"
    asked += " WHERE table_name = %s AND column_name = %s"

    assert sql(asked, [table, DECIDED[table]]) == [("NO",)]


def test_in_the_database_nobodys_judgement_is_none(visit):
    told = {"visit_id": visit.pk, "urgency": "EMERGENCY", "why": "PAIN", "at": NOON}

    with refused("by_id"):
        insert("visits_judgement", **told)
