from datetime import date

import pytest

from renxin.demo.world import simulate

UNTIL = date(2026, 11, 21)


@pytest.fixture(scope="session")
def world():
    return simulate(7, 6000, 2, UNTIL)


@pytest.fixture(scope="session")
def tables(world):
    return {name: table.to_pylist() for name, table in world.tables.items()}


@pytest.fixture(scope="session")
def truth(world):
    return {name: table.to_pylist() for name, table in world.truth.items()}
