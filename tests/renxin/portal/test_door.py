from datetime import timedelta

import pytest
from django.http import Http404

from renxin.portal import door
from tests.cast import NOON

TURN = timedelta(minutes=10)


def test_a_code_opens_in_its_turn_and_the_next_one_and_no_longer(dongyuan, hexi):
    token = door.token_of(dongyuan, at=NOON)

    assert door.clinic_behind(token, at=NOON) == dongyuan
    assert door.clinic_behind(token, at=NOON + TURN) == dongyuan
    with pytest.raises(Http404):
        door.clinic_behind(token, at=NOON + 2 * TURN)


def test_every_door_has_its_own(dongyuan, hexi):
    assert door.token_of(dongyuan, at=NOON) != door.token_of(hexi, at=NOON)
