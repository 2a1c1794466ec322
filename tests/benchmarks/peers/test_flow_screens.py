from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarks.peers import flow_screens
from benchmarks.peers.floor import STAGES
from renxin.visits.kinds import Stage
from renxin.visits.models import Departure, StageEntry
from tests.cast import signed_in

BOARD = "/flow/board/"


@pytest.fixture
def house(transactional_db, monkeypatch):
    monkeypatch.setattr(flow_screens, "IN_THE_HOUSE", len(STAGES))
    monkeypatch.setattr(flow_screens, "MAY_COME", 3 * len(STAGES))
    return flow_screens.house(1)


def test_a_hand_over_is_told_from_a_clock_that_went_on(house, client):
    _steward, (greeter,) = house
    desk = signed_in(client, greeter)
    here = StageEntry.objects.current().get(stage=Stage.GREETING)
    before = flow_screens.stands(desk.get(BOARD).content)

    here.entered_at -= timedelta(minutes=20)
    here.save()
    later = flow_screens.stands(desk.get(BOARD).content)
    here.left_at = timezone.now()
    here.save()
    moved = flow_screens.stands(desk.get(BOARD).content)

    assert later == before
    assert moved != before


def test_a_day_of_moves_leads_people_through_the_house_and_home(house):
    steward, _people = house

    for _move in range(30):
        steward.move()

    assert Departure.objects.exists()
    assert StageEntry.objects.current().count() == len(STAGES)
