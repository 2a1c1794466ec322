"""Engines that must agree, and tables to ask them about."""

import random

import pytest

from pulse.engines import duckdb, polars
from tests.pulse.cast import history, written

ENGINES = {"duckdb": duckdb, "polars": polars}


@pytest.fixture(params=sorted(ENGINES))
def engine(request):
    return ENGINES[request.param]


@pytest.fixture
def opened(engine, tmp_path):
    """Tables given as rows, opened on the engine: `opened(visits=[…])`."""

    def open_them(zone="Asia/Shanghai", **tables):
        return engine.open(written(tmp_path / "lake", tables), zone=zone)

    return open_them


@pytest.fixture(scope="session")
def clinic_years(tmp_path_factory):
    """Four years of a made-up house of two clinics: every table Pulse asks today."""
    chance = random.Random(20251121)  # noqa: S311  a made-up house needs no secrets
    return written(tmp_path_factory.mktemp("clinic"), history(chance))
