from datetime import date

import pytest

from renxin.rosters.ahead import ahead
from tests.renxin.rosters.conftest import clock, shift

pytestmark = pytest.mark.django_db


def test_a_day_out_of_band_is_told_with_its_hours_and_its_department(
    doctor_li, dongyuan, endodontics
):
    shift(doctor_li, dongyuan, clock(8), clock(9), department=endodontics)

    whole, of_department = ahead(dongyuan, date(2026, 3, 2))

    assert (whole.department, of_department.department) == ("", "牙体牙髓")
    assert whole.monday == date(2026, 3, 2)
    assert "1:0.0" in whole.told


def test_a_roster_nobody_laid_out_flags_nothing(dongyuan):
    assert ahead(dongyuan, date(2026, 3, 2)) == []
