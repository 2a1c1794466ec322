import pytest

from pulse.effects.sequential import Shape, bounds, false_alarms

POCOCK = {2: 2.178, 3: 2.289, 4: 2.361, 5: 2.413}
OBRIEN_FLEMING = {2: 1.977, 3: 2.004, 4: 2.024, 5: 2.040}
PEEKING = {2: 8.3, 3: 10.7, 4: 12.6, 5: 14.2, 10: 19.3, 20: 24.8}


@pytest.mark.parametrize("looks", POCOCK)
def test_pococks_bounds_are_equally_strict(looks):
    found = bounds(looks, Shape.POCOCK)

    assert found == pytest.approx([POCOCK[looks]] * looks, abs=0.002)
    assert false_alarms(found) == pytest.approx(0.05, abs=1e-6)


@pytest.mark.parametrize("looks", OBRIEN_FLEMING)
def test_those_of_obrien_and_fleming_are_strict_at_first(looks):
    found = bounds(looks, Shape.OBRIEN_FLEMING)

    assert found[-1] == pytest.approx(OBRIEN_FLEMING[looks], abs=0.002)
    assert found[0] == pytest.approx(OBRIEN_FLEMING[looks] * looks**0.5, abs=0.005)
    assert list(found) == sorted(found, reverse=True)


@pytest.mark.parametrize("looks", PEEKING)
def test_looking_again_and_again_at_five_percent_fools_more_and_more(looks):
    assert false_alarms((1.959964,) * looks) * 100 == pytest.approx(
        PEEKING[looks], abs=0.05
    )


def test_no_look_has_no_bound():
    with pytest.raises(ValueError, match="One look"):
        bounds(0, Shape.POCOCK)
