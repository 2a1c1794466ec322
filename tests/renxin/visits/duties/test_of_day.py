from renxin.visits.duties import doing
from renxin.visits.duties import of_day as duties_of_day
from renxin.visits.kinds import Stage, WhyWaived
from tests.renxin.visits.conftest import after
from tests.renxin.visits.owed import at_greeting, duty


def test_a_stations_day_is_what_was_done_of_what_was_owed(
    greet, wang_fang, xiaodou, stations, greeter_lin, dongyuan
):
    at_greeting("greeted", "asked")
    first, second = greet(wang_fang), greet(xiaodou)
    told = {"by": greeter_lin, "at": after(1)}
    for visit, done in ((first, 2), (second, 1)):
        here = visit.stage_entries.get()
        both = [duty("greeted"), duty("asked")]
        for one in both[:done]:
            doing.do(here, one, **told)
        if done < 2:
            doing.waive(here, both, why=WhyWaived.WENT_AWAY, **told)
        visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(2))

    (greeting,) = duties_of_day.of_day(dongyuan, first.day)

    assert greeting.station == stations[Stage.GREETING]
    assert (greeting.part, greeting.left_out, greeting.whole) == (3, 1, 4)
    assert greeting.share == 0.75


def test_who_is_still_there_does_not_count_yet(visit, dongyuan):
    at_greeting("greeted")

    assert duties_of_day.of_day(dongyuan, visit.day) == []
