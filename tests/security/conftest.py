"""One house a module: what is tried here is meant to change nothing in it."""

import logging

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.cast import signed_in
from tests.security.world import everybody, world


@pytest.fixture(scope="module")
def quiet():
    """Thousands of refusals would each be written to the log, and kept by pytest."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def standing(quiet, django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    places = override_settings(HOME=home, LAKE=home / "lake")
    with places, django_db_blocker.unblock(), transaction.atomic():
        house = world()
        house["people"] = everybody(house["clinic"])
        house["desks"] = {"": Client()} | {
            role: signed_in(Client(), staff) for role, staff in house["people"].items()
        }
        yield house
        transaction.set_rollback(True)


@pytest.fixture
def house(standing):
    """The same house for everyone; what a test does in it is taken back."""
    with transaction.atomic():
        yield standing
        transaction.set_rollback(True)
