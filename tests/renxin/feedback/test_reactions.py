from datetime import timedelta

import pytest

from renxin.feedback.models import Complaint
from renxin.feedback.reactions import complaining
from tests.cast import NOON


@pytest.mark.parametrize(("closed", "held"), [(None, True), (29, True), (31, False)])
def test_whoever_complained_is_left_in_peace_until_a_month_after(
    wang_fang, closed, held
):
    Complaint.objects.create(
        patient=wang_fang,
        received_at=NOON - timedelta(days=40),
        closed_at=NOON - timedelta(days=closed) if closed else None,
    )

    assert complaining([wang_fang.pk], NOON) == ({wang_fang.pk} if held else set())
