from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.demo.day import replay
from renxin.demo.facts import DemonstrationMade
from renxin.journal import book
from renxin.staff.roles import Role
from renxin.visits.duties import publishing
from renxin.visits.models import Departure, DutyDone, NextStep, StageEntry, Visit
from renxin.visits.terms import Coming
from tests.cast import employed, enrolled

AT_ONCE = 1_000_000


@pytest.fixture
def people(dongyuan, greeter_lin, doctor_li):
    employed("he", "何静", Role.ASSISTANT, dongyuan)
    employed("xu", "徐青", Role.STATION, dongyuan)
    return [enrolled(dongyuan, f"K{n}", "陆云") for n in range(5)]


@pytest.fixture
def play(db):
    now = timezone.now()
    book.record(DemonstrationMade(at=now, by_id=None, seed=1, patients=5, years=1))


def test_everybody_of_a_replayed_day_comes_goes_on_and_is_seen_off(
    people, play, dongyuan, monkeypatch
):
    monkeypatch.setattr(replay, "PEOPLE", len(people))
    publishing.furnish(at=timezone.now())

    told = list(replay.replay(dongyuan, speed=AT_ONCE, seed=3))

    assert len(told) == Visit.objects.count() == len(people)
    assert Departure.objects.count() == NextStep.objects.count() == len(people)
    assert not StageEntry.objects.current().exists()
    assert DutyDone.objects.exists()


def test_whoever_is_in_the_house_already_goes_on_from_there(
    people, play, dongyuan, greeter_lin, monkeypatch
):
    monkeypatch.setattr(replay, "PEOPLE", 1)
    now = timezone.now() - timedelta(minutes=5)
    here = Visit.begin(people[0], dongyuan, Coming(), by=greeter_lin, at=now)

    list(replay.replay(dongyuan, speed=AT_ONCE, seed=3))

    here.refresh_from_db()
    assert here.ended_at is not None


def test_real_patients_are_never_walked_by_a_script(people, dongyuan):
    with pytest.raises(replay.OnlyAPlay):
        list(replay.replay(dongyuan, speed=AT_ONCE, seed=3))

    assert not Visit.objects.exists()
