"""A chance is for a call and for the waiting list; nothing else may come to know it."""

import re
from pathlib import Path

from django.apps import apps

from renxin.booking.models import Appointment
from renxin.patients.models import Patient
from renxin.scorecard.models import NoShowModel

ROOT = Path(__file__).parents[2] / "renxin"
KNOWS = re.compile(r"NoShowModel|no_show_model|scorecard\.tomorrow|pulse\.models")
# The pages that show it, the worker that learns it, and where it is kept.
MAY_KNOW = {
    "scorecard/models/__init__.py",
    "scorecard/models/no_show_model.py",
    "scorecard/preparation.py",
    "scorecard/upkeep.py",
    "scorecard/views/tomorrow.py",
}


def test_nobody_but_the_list_and_the_worker_knows_of_a_chance():
    knowing = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts
        and path.parent != ROOT / "scorecard" / "tomorrow"
        and KNOWS.search(path.read_text("utf-8"))
    }

    assert knowing == MAY_KNOW


def test_no_table_holds_a_persons_chance():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if re.search(r"chance|risk|likel|probab", field.name)
    }

    assert columns == set()


def test_what_was_learned_hangs_on_no_patient_and_no_booking():
    related = {
        field.related_model
        for field in NoShowModel._meta.get_fields()
        if field.is_relation
    }

    assert not related & {Patient, Appointment}
    assert not related
