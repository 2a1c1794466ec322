from datetime import date

import pytest

from renxin.clinics.year import year_of

pytestmark = pytest.mark.django_db


def test_a_year_is_told_in_stretches_as_the_notice_tells_it():
    told = list(year_of(2026).told())

    assert [(one.first, one.last) for one in told if one.is_off][:2] == [
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 2, 15), date(2026, 2, 23)),
    ]
    assert [one.first for one in told if not one.is_off][:2] == [
        date(2026, 1, 4),
        date(2026, 2, 14),
    ]
    assert year_of(2026).is_official
    assert not year_of(2027).is_official


def test_the_first_and_the_last_year_have_no_neighbour_beyond():
    assert year_of(1).before == 1
    assert year_of(9999).after == 9999
