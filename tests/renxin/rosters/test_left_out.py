from datetime import date

import pytest

from renxin.rosters.layout import lay_out
from renxin.rosters.left_out import left_out
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.renxin.rosters.conftest import clock
from tests.renxin.rosters.test_layout import pattern

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 3)


def by_hand(staff, clinic):
    """From nine to ten on the Tuesday."""
    during = span(clock(9), clock(10))
    return Shift.objects.create(
        staff=staff, clinic=clinic, role=Role.DOCTOR, during=during
    )


def test_a_day_with_a_shift_made_by_hand_is_told_with_the_reason(doctor_li, dongyuan):
    by_hand(doctor_li, dongyuan)
    pattern(doctor_li, dongyuan)

    laid = lay_out(at=NOON)

    (left,) = left_out(dongyuan, at=NOON)
    assert laid.laid == 7
    assert (left.day, left.name) == (TUESDAY, "李予安")
    assert (left.hours, left.in_the_way) == ("08:00–12:00", "09:00–10:00")
    assert dongyuan.short_name in left.why


def test_a_shift_at_another_clinic_is_named_by_that_clinic(doctor_li, dongyuan, hexi):
    by_hand(doctor_li, hexi)
    pattern(doctor_li, dongyuan)

    lay_out(at=NOON)

    assert left_out(dongyuan, at=NOON)[0].clinic == hexi.short_name
    assert left_out(hexi, at=NOON) == []


def test_what_was_laid_out_is_not_told(doctor_li, dongyuan):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)

    assert left_out(dongyuan, at=NOON) == []


def test_what_was_dropped_by_hand_was_meant_and_is_not_told(
    doctor_li, dongyuan, manager_gu
):
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    Shift.objects.get(laid_for=TUESDAY).drop(by=manager_gu, at=NOON)
    by_hand(doctor_li, dongyuan)

    assert left_out(dongyuan, at=NOON) == []


def test_once_the_shift_in_the_way_is_gone_the_next_night_lays_it(doctor_li, dongyuan):
    blocking = by_hand(doctor_li, dongyuan)
    pattern(doctor_li, dongyuan)
    lay_out(at=NOON)
    blocking.delete()

    assert lay_out(at=NOON).laid == 1
    assert left_out(dongyuan, at=NOON) == []
