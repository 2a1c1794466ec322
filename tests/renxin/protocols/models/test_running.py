from datetime import timedelta

import pytest

from renxin.protocols.models import (
    ProtocolSignature,
    ProtocolVersion,
    Trial,
    TurnedOff,
    TurnedOn,
)
from renxin.protocols.refusals import NotOn
from tests.cast import NOON
from tests.renxin.protocols.protocols import on, text

TRIAL = "trial: {hold_out: 20}\n"
HOUR = timedelta(hours=1)


@pytest.fixture
def run(doctor_li):
    return on(text(trial=TRIAL), doctor_li)


def test_the_next_version_ends_the_trial_of_the_one_before(run, doctor_li, manager_gu):
    trial = Trial.begin(run.version, why="no harm in waiting", by=manager_gu, at=NOON)
    later = NOON + HOUR
    changed = text(trial=TRIAL, priority=30)
    version = ProtocolVersion.write(changed, after=run.version, by=None, at=later)
    ProtocolSignature.sign(version, by=doctor_li, at=later)

    TurnedOn.turn_on(version, from_on=later.date(), by=doctor_li, at=later)

    trial.refresh_from_db()
    assert trial.ended_at == later


def test_it_is_turned_off_once(run, doctor_li):
    TurnedOff.turn_off(run, why="a mistake in it", by=doctor_li, at=NOON)
    same = TurnedOn.objects.get()

    with pytest.raises(NotOn):
        TurnedOff.turn_off(same, why="a mistake", by=doctor_li, at=NOON + HOUR)

    assert TurnedOff.objects.get().at == TurnedOn.objects.get().ended_at == NOON
