import pytest

from renxin.rosters.models import Shift
from renxin.staff.roles import Role
from renxin.visits.line.turns import Reason, take_up
from tests.cast import employed
from tests.renxin.booking.conftest import clock
from tests.renxin.visits.views.conftest import HTMX


@pytest.fixture
def zhou(dongyuan):
    return employed("zhou", "周岚", Role.DOCTOR, dongyuan)


@pytest.fixture
def gone(li):
    """Li had to leave in the middle of the morning."""
    Shift.objects.all().delete()
    return li


def test_the_board_says_who_waits_for_somebody_who_has_left(desk, came, gone):
    came("先来")
    came("后来", minute=5)

    page = desk.get("/flow/").content.decode()

    assert "2 wait for 李予安, who is not at work now." in page
    assert f"/flow/doctors/{gone.pk}/waiting/" in page


def test_they_are_all_given_to_another_in_one_go(desk, came, gone, zhou):
    visits = [came("先来"), came("后来", minute=5)]
    address = f"/flow/doctors/{gone.pk}/waiting/"

    asked = desk.get(address, headers=HTMX).content.decode()
    answer = desk.post(address, {"doctor": zhou.pk}, headers=HTMX)

    assert "先来" in asked
    assert "周岚" in asked
    assert "2 given on" in answer.content.decode()
    for visit in visits:
        visit.refresh_from_db()
        assert visit.doctor == zhou
    assert "not at work now." in desk.get("/flow/").content.decode()


def test_a_doctor_nobody_came_for_is_not_found(desk, came, zhou):
    came("先来")

    answer = desk.get(f"/flow/doctors/{zhou.pk}/waiting/", headers=HTMX)

    assert answer.status_code == 404


def test_whoever_is_with_somebody_has_not_left(desk, came, gone):
    came("先来")
    inside = came("里面", minute=5).stage_entries.get()
    take_up(inside, reason=Reason(why="WORSE"), by=gone, at=clock(9, 10))

    assert "not at work now" not in desk.get("/flow/").content.decode()
