from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils import timezone

from renxin.clinics.ahead import FURTHEST, not_too_far


def test_a_day_within_two_years_is_planned():
    furthest = timezone.localdate() + FURTHEST
    planned = DateField(validators=[not_too_far])

    assert planned.clean(furthest.isoformat()) == furthest


@pytest.mark.parametrize("beyond", [timedelta(days=1), timedelta(days=365_000)])
def test_a_day_beyond_is_a_slip_of_the_finger(beyond):
    with pytest.raises(ValidationError):
        not_too_far(timezone.localdate() + FURTHEST + beyond)


def test_the_last_day_of_all_is_too_far():
    with pytest.raises(ValidationError):
        not_too_far(date.max)
