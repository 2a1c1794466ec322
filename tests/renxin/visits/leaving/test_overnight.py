import pytest

from renxin.patients.merge import merge
from renxin.promises.models import OptOut, Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.visits.kinds import WhyNotBack, WhyNothing
from renxin.visits.leaving.overnight import close_left_open
from renxin.visits.models import Departure, Visit
from tests.cast import enrolled
from tests.renxin.visits.conftest import after

HOUR = 60


def test_nothing_is_closed_on_its_own_day(visit):
    assert close_left_open(at=after(14 * HOUR)) == 0
    assert list(Visit.objects.under_way()) == [visit]


def test_whoever_came_before_midnight_may_be_in_the_chair_after_it(visit):
    assert close_left_open(at=after(16 * HOUR)) == 0
    assert list(Visit.objects.under_way()) == [visit]


@pytest.mark.parametrize(
    ("hours", "due"), [(21, "2026-03-04"), (24, "2026-03-04"), (32, "2026-03-05")]
)
def test_a_visit_found_open_the_next_day_is_closed_and_asked_about(visit, hours, due):
    assert close_left_open(at=after(hours * HOUR)) == 1

    departure, promise = Departure.objects.get(), Promise.objects.get()
    assert (departure.visit, departure.by) == (visit, None)
    assert departure.why_not_back == WhyNotBack.LEFT_OPEN
    assert visit.clinic.day_of(promise.due_at).isoformat() == due
    visit.refresh_from_db()
    assert visit.went_back_to_doctor is False


def test_it_is_closed_once(visit):
    closed = [close_left_open(at=after(24 * HOUR)) for _again in range(2)]

    assert closed == [1, 0]


@pytest.fixture
def unreachable(request, visit, dongyuan, manager_gu):
    """Somebody whom the house must not ring, for one reason or another."""
    patient = visit.patient
    if request.param == "merged":
        kept = enrolled(dongyuan, "20260099", "王芳")
        merge(kept=kept, merged=patient, by=manager_gu, at=after(1))
    elif request.param == "died":
        patient.died_on = after(1).date()
        patient.save()
    elif request.param == "restricted":
        patient.restricted_at = after(1)
        patient.save()
    else:
        OptOut.objects.create(patient=patient, at=after(1), promise=promised(visit))
    return visit


def promised(visit):
    terms = Terms(kind="CALL", what="问问", due_at=after(HOUR), owner_role=Role.CARE)
    promise = Promise.make(
        visit.patient, terms, clinic=visit.clinic, by=None, at=after(0)
    )
    promise.release(reason="不要再打电话", by=None, at=after(1))
    return promise


@pytest.mark.parametrize(
    "unreachable", ["merged", "died", "restricted", "opted out"], indirect=True
)
def test_one_who_must_not_be_rung_holds_up_nobody_elses_visit(
    unreachable, greet, xiaodou
):
    other = greet(xiaodou, 5)

    assert close_left_open(at=after(24 * HOUR)) == 2

    for visit in (unreachable, other):
        visit.refresh_from_db()
        assert visit.ended_at is not None
    step = unreachable.next_step
    assert step.promise or step.why_nothing == WhyNothing.NOT_ASKED
    assert other.next_step.promise
