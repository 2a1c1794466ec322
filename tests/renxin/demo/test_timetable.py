from datetime import timedelta
from itertools import pairwise

import numpy as np

from renxin.demo.timetable import _apart


def test_no_doctor_has_two_patients_at_once(tables):
    held = sorted(
        (
            (row["doctor"], row["starts_at"], row["minutes"])
            for row in tables["appointments"]
            if not row["outcome"].startswith("CANCELLED")
        ),
    )

    for one, other in pairwise(held):
        if one[0] == other[0]:
            assert one[1] + timedelta(minutes=one[2]) <= other[1]


def test_a_crowded_day_is_pulled_in_from_after_closing():
    slots = np.array([38, 38, 38, 2])

    moved = _apart(np.zeros(4, dtype=np.int64), slots, np.full(4, 3))

    assert sorted(moved.tolist()) == [2, 33, 36, 39]


def test_a_day_that_overflows_runs_late_and_never_double():
    moved = _apart(np.zeros(16, dtype=np.int64), np.full(16, 5), np.full(16, 3))

    assert sorted(moved.tolist()) == [3 * place for place in range(16)]
