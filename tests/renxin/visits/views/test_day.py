from renxin.visits.kinds import Next, Stage, Turn, WhyNotBack, WhyNothing
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line.turns import Reason, move_turn
from renxin.visits.terms import Leaving, Step
from tests.renxin.booking.conftest import clock

DAY = "/flow/day/"


def left(visit, by, **told):
    step = Step(kind=Next.NONE, why_nothing=WhyNothing.FINISHED)
    see_off(visit, Leaving(step=step, **told), by=by, at=clock(9, 50))


def test_the_day_tells_how_often_the_line_was_broken_and_why(desk, came, li):
    left(came("一", stage=Stage.BACK_TO_DOCTOR), li)
    left(came("二", minute=5), li, why_not_back=WhyNotBack.IN_A_HURRY)
    waits = came("三", minute=9)
    here = waits.stage_entries.get()
    move_turn(here, Turn.BACK, Reason(why="ASKED"), by=li, at=clock(9, 30))

    page = desk.get(DAY).content.decode()

    for word in (
        "<dd>2</dd>",
        "1<small>of 2</small>",
        "2<small>of 2</small>",
        "Could not wait any longer",
        "All is done, and they want no recall",
        "Asked to wait longer",
    ):
        assert word in page


def test_a_day_on_which_nothing_broke_says_so(desk):
    page = desk.get(f"{DAY}?day=2026-03-01").content.decode()

    assert "Everybody who left went back to the doctor." in page
    assert "Everybody was called in their turn." in page


def test_no_day_is_told_that_has_not_begun_or_is_none(desk):
    for typed in ("2026-03-09", "2026-02-30", "morning", "0001-01-01"):
        page = desk.get(f"{DAY}?day={typed}").content.decode()
        assert "The day so far" in page


def test_the_day_costs_few_queries(desk, came, django_assert_max_num_queries):
    came("一")
    desk.get(DAY)

    with django_assert_max_num_queries(14):
        desk.get(DAY)
