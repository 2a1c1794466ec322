import numpy as np
import pytest

from pulse.models.calibration import auc, calibration

DICE = np.random.default_rng(3)
CHANCES = np.round(DICE.random(300), 2)
MISSED = (DICE.random(300) < CHANCES).astype(np.int64)
PATIENTS = DICE.integers(0, 120, 300)


def test_auc_is_the_share_of_pairs_told_apart_and_ties_are_half():
    hits, kept = CHANCES[MISSED == 1], CHANCES[MISSED == 0]
    pairs = [(a > b) + (a == b) / 2 for a in hits for b in kept]

    assert auc(CHANCES, MISSED) == pytest.approx(np.mean(pairs))


def test_scores_are_the_textbooks():
    told = calibration(CHANCES, MISSED, PATIENTS, usual=0.3)

    inside = np.clip(CHANCES, 1e-12, 1 - 1e-12)
    logs = MISSED * np.log(inside) + (1 - MISSED) * np.log(1 - inside)
    assert told.brier.value == pytest.approx(((CHANCES - MISSED) ** 2).mean())
    assert told.log_loss.value == pytest.approx(-logs.mean())
    assert told.usual[0] == pytest.approx(((0.3 - MISSED) ** 2).mean())
    assert told.expected == pytest.approx(CHANCES.sum())


def test_every_booking_is_in_one_tenth_from_low_to_high():
    told = calibration(CHANCES, MISSED, PATIENTS, usual=0.3)

    assert sum(one.n for one in told.tenths) == 300
    assert sum(one.missed for one in told.tenths) == MISSED.sum()
    assert [one.chance for one in told.tenths] == sorted(
        one.chance for one in told.tenths
    )
    assert told.reach[10] <= told.reach[20] <= 1


def test_intervals_hold_the_value_and_are_the_same_at_every_asking():
    told = [calibration(CHANCES, MISSED, PATIENTS, usual=0.3) for _ in range(2)]

    assert told[0].as_json() == told[1].as_json()
    for one in (told[0].auc, told[0].brier, told[0].log_loss):
        assert one.low < one.value < one.high


def test_fewer_patients_leave_more_open():
    widths = []
    for people in (300, 12):
        who = np.arange(300) % people
        told = calibration(CHANCES, MISSED, who, usual=0.3).auc
        widths.append(told.high - told.low)

    assert widths[0] < widths[1] * 1.5


def test_where_nobody_missed_nothing_can_be_said():
    assert (
        calibration(CHANCES, np.zeros(300, dtype=np.int64), PATIENTS, usual=0.3) is None
    )
