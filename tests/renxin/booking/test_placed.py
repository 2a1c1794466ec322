from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict

from renxin.booking import placed
from renxin.booking.refusals import NotAPlace
from renxin.clinics.models import Chair


def test_a_place_is_read_again_as_it_was_written(place, dongyuan, scanner, chen):
    whole = replace(place, devices=(scanner,), assistants=(chen,), cleanup=timedelta())

    assert placed.read(QueryDict(placed.query(whole)), dongyuan) == whole


def test_a_place_that_names_a_chair_of_another_clinic_is_not_read(
    place, dongyuan, hexi
):
    theirs = Chair.objects.create(clinic=hexi, name="9 号椅")

    with pytest.raises(NotAPlace):
        placed.read(QueryDict(placed.query(replace(place, chair=theirs))), dongyuan)


@pytest.mark.parametrize("typed", ["", "day=2026-03-03", "day=x&clock=y&minutes=z"])
def test_half_a_place_is_none(typed, dongyuan):
    with pytest.raises(NotAPlace):
        placed.read(QueryDict(typed), dongyuan)
