"""A carer sits at the call desk on Monday morning at ten."""

from datetime import timedelta

import pytest

from renxin.followup.desk import outcomes
from renxin.followup.desk.outcomes import Told
from renxin.followup.kinds import Heard
from tests.cast import NOON
from tests.renxin.promises.made import promised

TEN = NOON - timedelta(hours=2)


@pytest.fixture
def owe(dongyuan, carer):
    """A call that the call desk owes, due at ten."""

    def call(patient, **terms):
        terms = {
            "kind": "CALL",
            "owner_role": "CARE",
            "due_at": TEN,
            "due_from": TEN - timedelta(hours=1),
        } | terms
        return promised(
            patient, dongyuan, by=carer, at=TEN - timedelta(days=1), **terms
        )

    return call


@pytest.fixture
def press(carer):
    def pressed(promise, heard, at=TEN, **told):
        return outcomes.press(promise, Heard(heard), Told(**told), by=carer, at=at)

    return pressed
