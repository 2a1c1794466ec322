from datetime import timedelta

import pytest

from renxin.followup.line.loose_ends import loose_ends
from tests.cast import NOON, TODAY
from tests.renxin.promises.made import promised

LONG_AGO = NOON - timedelta(days=3)


@pytest.fixture
def owed(wang_fang, dongyuan, greeter_lin):
    def owe(**terms):
        return promised(
            wang_fang, dongyuan, by=greeter_lin, at=LONG_AGO, due_at=LONG_AGO, **terms
        )

    return owe


def hanging(clinic):
    return loose_ends([clinic.pk], on=TODAY)[clinic.pk]


def test_overdue_without_a_word_it_hangs_in_the_air(owed, dongyuan):
    call = owed()

    assert hanging(dongyuan) == {call.pk: "UNHEARD"}


def test_moved_to_another_day_it_does_not(owed, dongyuan, greeter_lin):
    owed().defer(to=NOON + timedelta(days=1), by=greeter_lin, at=LONG_AGO)

    assert hanging(dongyuan) == {}


def test_a_role_nobody_holds_is_no_owner(owed, dongyuan):
    call = owed(owner_role="CARE")

    assert hanging(dongyuan) == {call.pk: "UNOWNED"}


def test_nor_is_a_colleague_who_has_left(owed, dongyuan, greeter_lin):
    call = owed()
    greeter_lin.is_active = False
    greeter_lin.save()

    assert hanging(dongyuan) == {call.pk: "UNOWNED"}


def test_without_a_number_there_is_no_way_to_ring(owed, wang_fang, dongyuan):
    call = owed()
    wang_fang.reaches.update(ended_at=NOON)

    assert hanging(dongyuan) == {call.pk: "UNREACHABLE"}


def test_what_is_due_today_is_not_loose(wang_fang, dongyuan, greeter_lin):
    promised(wang_fang, dongyuan, by=greeter_lin, due_at=NOON + timedelta(hours=1))

    assert hanging(dongyuan) == {}
