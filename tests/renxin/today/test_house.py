from datetime import date, timedelta

import pytest
from django.utils import translation

from renxin.followup.models import LineAlarm
from renxin.protocols.models import PlanningAlarm, PlanningRun
from renxin.safety.models import Remedy
from renxin.scorecard.models.fairness_review import Candidate, FairnessReview
from renxin.staff.roles import Role
from renxin.today.house import owed
from tests.cast import NOON, TODAY, employed

A_DAY = timedelta(days=1)


@pytest.fixture
def remedy(dongyuan, doctor_li):
    due_on = TODAY - A_DAY
    return Remedy.owe(dongyuan, "水路重新冲洗", due_on=due_on, by=doctor_li, at=NOON)


@pytest.fixture
def review(dongyuan):
    far = {"scale": "times", "n": 90, "estimate": 1.6, "low": 1.5, "high": 1.7}
    days = {"since": date(2025, 3, 1), "until": date(2026, 2, 28)}
    found = Candidate(
        about="WAIT", dim="payer", group="自费", clinic=dongyuan, **far, **days
    )
    return FairnessReview.owe(found, on=TODAY, at=NOON)


def test_what_the_managers_owe_the_house_is_theirs_to_see_soonest_first(
    remedy, review, manager_gu
):
    told = owed(manager_gu, at=NOON)

    assert [(one.what, one.is_late) for one in told] == [
        ("水路重新冲洗", True),
        (review.look, False),
    ]


def test_done_it_is_there_no_more(remedy, review, manager_gu):
    remedy.put_right(by=manager_gu, at=NOON)
    review.conclude("CHANCE", "看过十例，各有缘由", by=manager_gu, at=NOON)

    assert owed(manager_gu, at=NOON) == []


def test_whoever_owes_none_of_it_asks_nothing_of_the_database(
    remedy, review, greeter_lin, django_assert_num_queries
):
    assert greeter_lin.posts_today

    with django_assert_num_queries(0):
        assert owed(greeter_lin, at=NOON) == []


def test_what_another_clinic_owes_is_theirs(remedy, review, outsider_zhao, hexi):
    outsider_zhao.posts.update(role="MANAGER")

    assert owed(outsider_zhao, at=NOON) == []


def test_a_broken_line_is_told_to_whoever_leads_the_care(dongyuan):
    carer = employed("he", "何静", Role.CARE, dongyuan)
    alarm = LineAlarm.objects.create(
        clinic=dongyuan, day=TODAY, broken=3, loose=0, owner_role=Role.CARE, at=NOON
    )

    with translation.override("en"):
        (told,) = owed(carer, at=NOON)

    assert (told.what, told.url) == ("3 lines are broken", "/line/")
    alarm.hear(by=carer, at=NOON)
    assert owed(carer, at=NOON) == []


def test_what_the_planner_left_unexplained_is_told_to_every_manager(manager_gu):
    run = PlanningRun.objects.create(at=NOON, took_ms=1, unexplained=2)
    alarm = PlanningAlarm.ring(run, on=TODAY)

    with translation.override("en"):
        (told,) = owed(manager_gu, at=NOON)

    assert told.what == "The planner left 2 steps unexplained"
    assert told.url == "/protocols/"
    alarm.hear(by=manager_gu, at=NOON)
    assert owed(manager_gu, at=NOON) == []
