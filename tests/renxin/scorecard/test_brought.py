from pulse.effects.people import WITHIN
from renxin.protocols.models.trial import AFTER_THE_LAST


def test_a_trial_is_watched_after_its_last_contact_as_long_as_pulse_looks():
    assert AFTER_THE_LAST == WITHIN
