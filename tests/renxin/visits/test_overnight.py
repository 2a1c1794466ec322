import pytest

from renxin.promises.models import Promise
from renxin.visits.kinds import WhyNotBack
from renxin.visits.models import Departure, Visit
from renxin.visits.overnight import close_left_open
from tests.renxin.visits.conftest import after

HOUR = 60


def test_nothing_is_closed_on_its_own_day(visit):
    assert close_left_open(at=after(14 * HOUR)) == 0
    assert list(Visit.objects.under_way()) == [visit]


@pytest.mark.parametrize(
    ("hours", "due"), [(16, "2026-03-04"), (24, "2026-03-04"), (32, "2026-03-05")]
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
