from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from renxin.safety.limits import Sample
from renxin.safety.models import AdverseEvent, InfectionCheck, LateEffect, PainScore
from renxin.safety.models.adverse_event import Told
from renxin.safety.models.infection_check import Looked
from renxin.safety.weeks import WEEKS, Weeks
from renxin.visits.kinds import Stage
from renxin.visits.models import Visit
from tests.cast import NOON, TODAY
from tests.renxin.safety.conftest import IN_ORDER, day_after, noon_after


@pytest.fixture
def weeks(dongyuan):
    """A week later: the week of the visit is the last whole one."""
    return Weeks.until(dongyuan, at=noon_after(7))


def test_they_are_whole_weeks_from_monday_and_end_with_the_last(weeks):
    mondays = weeks.mondays()

    assert len(mondays) == WEEKS
    assert mondays[-1] == TODAY == date(2026, 3, 2)
    assert weeks.last == TODAY + timedelta(weeks=1)


def test_a_visit_counts_once_however_often_it_hurt(weeks, visit, he):
    for stage in (Stage.TREATMENT, Stage.BACK_TO_DOCTOR):
        PainScore.ask(visit, stage, 8, done="加局麻", by=he, at=NOON)

    assert weeks.pain()[-1] == Sample(1, 1)
    assert weeks.pain()[0] == Sample(0, 0)


def test_failed_checks_are_part_of_all_checks(weeks, dongyuan, chair, he):
    for found in (IN_ORDER, IN_ORDER | {"hands": "FAILED"}):
        looked = Looked(found=found, chair=chair, half="MORNING")
        InfectionCheck.make(dongyuan, looked, by=he, at=NOON)

    assert weeks.checks()[-1] == Sample(1, 2)


def test_events_stand_beside_the_visits_of_their_week(weeks, dongyuan, visit):
    told = Told(what="滑脱", severity="MILD", happened_on=TODAY)
    AdverseEvent.report(dongyuan, told, by=None, at=noon_after(7))

    assert weeks.events()[-1] == Sample(1, 1)


def test_asked_and_nothing_felt_is_in_the_whole(weeks, visit, he):
    for effect, days in (("NONE", 3), ("PAIN", 4)):
        LateEffect.ask(
            visit, effect, asked_on=day_after(days), by=he, at=noon_after(days)
        )

    assert weeks.effects()[-1] == Sample(1, 2)


def test_late_on_sunday_in_shanghai_is_still_that_week(weeks, dongyuan, wang_fang, he):
    sunday = NOON.astimezone(ZoneInfo("Asia/Shanghai")).replace(day=8, hour=23)
    visit = Visit.objects.create(patient=wang_fang, clinic=dongyuan, began_at=sunday)
    PainScore.ask(visit, Stage.TREATMENT, 1, by=he, at=sunday)

    assert weeks.pain()[-1] == Sample(0, 1)


def test_another_clinics_week_is_not_ours(visit, he, hexi):
    PainScore.ask(visit, Stage.TREATMENT, 1, by=he, at=NOON)

    assert Weeks.until(hexi, at=noon_after(7)).pain()[-1] == Sample(0, 0)
