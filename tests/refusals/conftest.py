"""Whoever tries it: at a desk, by a machine, with a file, or in the database."""

import pytest
from django.test import Client
from django.utils import translation

from renxin.cli import lint_wording
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from tests.cast import employed, signed_in
from tests.renxin.advice.conftest import approval, approve, give, pharmacist_mei, texts
from tests.renxin.exchange.conftest import bring, read_here
from tests.renxin.followup.conftest import came, carer, start
from tests.renxin.followup.desk.conftest import owe, press
from tests.renxin.followup.mining.conftest import agreed, overdue
from tests.renxin.visits.conftest import greet, stations, visit
from tests.renxin.voice.conftest import gateway, message, thing

__all__ = [
    "agreed",
    "approval",
    "approve",
    "bring",
    "came",
    "carer",
    "gateway",
    "give",
    "greet",
    "message",
    "overdue",
    "owe",
    "pharmacist_mei",
    "press",
    "read_here",
    "start",
    "stations",
    "texts",
    "thing",
    "visit",
]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(dongyuan):
    """Somebody of 东院 in a role; the same whenever it is asked."""

    def in_role(role):
        known = Staff.objects.filter(username=f"one-{role.lower()}").first()
        if known:
            return known
        staff = employed(f"one-{role.lower()}", str(role.label), role, dongyuan)
        staff.language = "en"
        staff.save()
        return staff

    return in_role


@pytest.fixture
def desk(person):
    return lambda role: signed_in(Client(), person(role))


@pytest.fixture
def writer(person):
    return person(Role.CARE)


@pytest.fixture
def reviewer(person):
    return person(Role.COMPLIANCE)


@pytest.fixture
def lint(tmp_path):
    """What `renxin lint-wording` answers; 1 where it cannot be said."""

    def linted(text, surface):
        file = tmp_path / "words.txt"
        file.write_text(text, "utf-8")
        return lint_wording.main([str(file), "--surface", surface])

    return linted
