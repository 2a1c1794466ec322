from dataclasses import replace

from renxin.visits.kinds import Next, Stage, WhyNotBack, WhyNothing, WhyTurned
from renxin.visits.leaving.breaks import of_day
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import turns
from renxin.visits.line.turns import Reason
from renxin.visits.terms import Leaving, Step
from tests.cast import enrolled
from tests.renxin.visits.conftest import after


def test_the_breaks_of_a_day_are_counted_with_their_reasons(
    greet, stations, dongyuan, doctor_li, leaving
):
    people = [enrolled(dongyuan, f"K{n}", "陆云") for n in range(5)]
    visits = [greet(one, n, doctor=doctor_li) for n, one in enumerate(people)]
    back, room = stations[Stage.BACK_TO_DOCTOR], stations[Stage.CONSULTATION]
    nothing = Step(kind=Next.NONE, why_nothing=WhyNothing.DECLINED)
    for visit, how in (
        (visits[0], leaving),
        (visits[1], Leaving(step=nothing)),
        (visits[2], replace(leaving, why_not_back=WhyNotBack.WENT_AWAY)),
    ):
        if not how.why_not_back:
            visit.send_on(back, by=doctor_li, at=after(20))
        see_off(visit, how, by=doctor_li, at=after(30))
    waiting = [one.send_on(room, by=doctor_li, at=after(31)) for one in visits[3:]]
    short = Reason(why=WhyTurned.SHORT)
    turns.call(waiting[1], reason=short, by=doctor_li, at=after(32))

    breaks = of_day(dongyuan, visits[0].day)

    assert (breaks.left, breaks.without_doctor, breaks.without_step) == (3, 1, 1)
    assert (breaks.out_of_turn, breaks.open) == (1, 2)
    assert breaks.why_not_back == {"Went away without a word": 1}
    assert breaks.why_nothing == {"They want to get in touch themselves": 1}


def test_a_day_without_visits_has_no_breaks(dongyuan, stations):
    breaks = of_day(dongyuan, after(0).date())

    assert (breaks.left, breaks.open, breaks.why_nothing) == (0, 0, {})
