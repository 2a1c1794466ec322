from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from renxin.demo.load import load
from renxin.demo.world import simulate

UNTIL = date(2026, 11, 21)
TEN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def world():
    return simulate(7, 6000, 2, UNTIL)


@pytest.fixture(scope="session")
def tables(world):
    return {name: table.to_pylist() for name, table in world.tables.items()}


@pytest.fixture(scope="session")
def truth(world):
    return {name: table.to_pylist() for name, table in world.truth.items()}


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """A world is loaded once for all that look at it, and taken down behind them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield lambda world: load(world, now=TEN)
        transaction.set_rollback(True)
