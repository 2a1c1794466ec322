from datetime import timedelta

import pytest

from renxin.staff.roles import Role
from renxin.visits.duties import doing
from renxin.visits.kinds import Stage, WhyWaived
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.models import Duty
from renxin.visits.refusals import DutiesMissing
from renxin.visits.terms import Leaving, Step
from tests.renxin.visits.conftest import after
from tests.renxin.visits.owed import at_greeting, duty, owed


@pytest.fixture
def here(visit):
    return visit.stage_entries.current().select_related("visit__clinic").get()


def codes(found):
    return [one.code for one in found]


def test_what_is_owed_is_what_every_role_owes_at_that_stage(here):
    at_greeting("greeted", "told")
    at_greeting("helped", role=Role.ASSISTANT)
    owed(Stage.TREATMENT, "signed", role=Role.DOCTOR)

    assert codes(Duty.objects.owed_at(here)) == ["helped", "greeted", "told"]


def test_a_clinics_own_checklist_goes_before_the_houses(here, dongyuan, hexi):
    at_greeting("greeted", version=7)
    at_greeting("own", clinic=dongyuan)
    at_greeting("theirs", clinic=hexi)

    assert codes(Duty.objects.owed_at(here)) == ["own"]


def test_what_is_published_in_the_middle_of_a_visit_holds_for_the_next_one(
    here, greet, xiaodou
):
    at_greeting("greeted")
    at_greeting("told", version=2, valid_from=after(5))
    later = greet(xiaodou, 10).stage_entries.get()

    assert codes(Duty.objects.owed_at(here)) == ["greeted"]
    assert codes(Duty.objects.owed_at(later)) == ["told"]


def test_nobody_is_handed_over_while_something_is_owed_and_all_of_it_is_named(
    here, visit, stations, greeter_lin
):
    at_greeting("greeted", "told")

    with pytest.raises(DutiesMissing) as refused:
        visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(1))

    assert "Be greeted；Be told" in str(refused.value)
    assert codes(refused.value.missing) == ["greeted", "told"]
    assert visit.stage_entries.current().get() == here


def test_done_or_left_out_with_a_reason_they_are_handed_over(
    here, visit, stations, greeter_lin
):
    at_greeting("greeted", "asked")
    doing.do(here, duty("greeted"), by=greeter_lin, at=after(1))
    doing.waive(
        here,
        [duty("asked")],
        why=WhyWaived.NOT_THEIRS,
        by=greeter_lin,
        at=after(1),
    )

    gone_on = visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(2))

    assert gone_on.stage == Stage.CONSULTATION


def test_what_may_be_left_undone_holds_nobody_up(here, visit, stations, greeter_lin):
    checklist = at_greeting()
    checklist.duties.create(
        code="nice", position=1, zh="好", en="Nice", is_required=False
    )

    assert visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(1))


def test_nobody_departs_while_something_is_owed(
    visit, stations, greeter_lin, doctor_li, leaving
):
    owed(Stage.BACK_TO_DOCTOR, "asked", role=Role.DOCTOR)
    visit.send_on(stations[Stage.BACK_TO_DOCTOR], by=greeter_lin, at=after(1))

    with pytest.raises(DutiesMissing):
        see_off(visit, leaving, by=doctor_li, at=after(2))

    visit.refresh_from_db()
    assert visit.is_under_way()


def test_a_reason_for_leaving_without_the_doctor_does_not_stand_for_duties(
    visit, greeter_lin
):
    at_greeting("greeted")
    away = Leaving(
        step=Step(kind="NONE", why_nothing="DECLINED"), why_not_back="WENT_AWAY"
    )

    with pytest.raises(DutiesMissing):
        see_off(visit, away, by=greeter_lin, at=after(2))


def test_looking_for_what_is_missing_is_one_query(here, django_assert_num_queries):
    at_greeting("greeted", "told")

    with django_assert_num_queries(1):
        assert len(Duty.objects.missing_at(here)) == 2


def test_a_house_without_checklists_holds_nobody_up(here):
    Duty.objects.check_none_missing_at(here)


def test_a_list_that_holds_from_later_on_is_not_owed_yet(here):
    at_greeting("greeted", valid_from=here.entered_at + timedelta(minutes=1))

    assert not Duty.objects.owed_at(here)
