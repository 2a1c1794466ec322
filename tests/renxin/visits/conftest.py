"""A morning at 东院: Wang Fang is in the house, the stations are the usual ones."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from renxin.staff.roles import Role
from renxin.visits.kinds import Next, Stage
from renxin.visits.models import Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming, Leaving, Step
from tests.cast import employed

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 3, 9, tzinfo=SHANGHAI)


def after(minutes):
    """So many minutes after nine on Tuesday morning."""
    return NINE + timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def stations(dongyuan):
    furnish(dongyuan)
    return {Stage(one.stage): one for one in dongyuan.stations.all()}


@pytest.fixture
def manager_gu(db):
    """The manager of the whole house, not of one clinic."""
    return employed("gu", "顾远", Role.MANAGER, None)


@pytest.fixture
def he(dongyuan):
    return employed("he", "何静", Role.ASSISTANT, dongyuan)


@pytest.fixture
def greet(dongyuan, stations, greeter_lin):
    """Somebody comes in, so many minutes after nine."""

    def come(patient, minutes=0, **coming):
        return Visit.begin(
            patient, dongyuan, Coming(**coming), by=greeter_lin, at=after(minutes)
        )

    return come


@pytest.fixture
def visit(greet, wang_fang, doctor_li):
    return greet(wang_fang, doctor=doctor_li)


@pytest.fixture
def leaving():
    """In three months they are invited again."""
    return Leaving(step=Step(kind=Next.RECALL, due_on=date(2026, 6, 3)))
