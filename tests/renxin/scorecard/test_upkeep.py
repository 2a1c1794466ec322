from datetime import timedelta

from renxin.scorecard import upkeep
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.models import NoShowModel
from tests.cast import NOON
from tests.renxin.scorecard import booked_before


def test_before_any_facts_there_is_nothing_to_learn_from(dongyuan):
    upkeep.learn_of_no_shows(at=NOON)

    assert not NoShowModel.objects.exists()


def test_it_learns_once_a_day_and_tells_the_chances_of_each_day(dongyuan):
    known = booked_before.tell(dongyuan, at=NOON)
    booked_before.tomorrow(dongyuan, known[0], NOON, lead=20)
    lake = refresh(at=NOON)

    for hours in (0, 1, 24):
        upkeep.learn_of_no_shows(at=NOON + timedelta(hours=hours))

    models = NoShowModel.objects.newest_first()
    assert len(models) == 2
    assert len(list(lake.counted.glob("chances_*.json"))) == 2


def test_fresh_facts_come_with_the_chances_of_their_day(dongyuan):
    known = booked_before.tell(dongyuan, at=NOON)
    refresh(at=NOON)
    upkeep.learn_of_no_shows(at=NOON)
    booked_before.tomorrow(dongyuan, known[0], NOON, lead=20)

    upkeep.bring_up_to_date(at=NOON + timedelta(hours=1))

    lake = upkeep.snapshot.current()
    assert len(list(lake.counted.glob("chances_*.json"))) == 1
