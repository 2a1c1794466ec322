from datetime import timedelta

from renxin.protocols.models import ProtocolEnrolment, ProtocolStop
from renxin.protocols.planning import running, taking
from renxin.protocols.planning.due import due
from tests.cast import NOON
from tests.renxin.protocols.lived import seen_off
from tests.renxin.protocols.protocols import CALL, MONTHS, on, text

HOUR = timedelta(hours=1)


def test_who_is_taken_off_while_a_run_is_at_it_stays_off(
    dongyuan, doctor_li, wang_fang, monkeypatch
):
    """One step of theirs is taken in that run, and the other is put off."""
    call = CALL.format(step="D1", after="36 hours", window="12 hours")
    for code, priority in (("T-LOW", 50), ("T-HIGH", 5)):
        on(text(code, priority=priority, steps=call + MONTHS), doctor_li)
    seen_off(wang_fang, dongyuan)
    running.plan(at=NOON + HOUR)
    ready, off_at = due(at=NOON + 25 * HOUR), NOON + 24 * HOUR
    for one in ProtocolEnrolment.objects.all():
        ProtocolStop.take_off(one, why="moved away", by=doctor_li, at=off_at)
    monkeypatch.setattr(taking, "due", lambda **_: ready)

    counts = taking._batch(at=NOON + 25 * HOUR)

    assert (counts["promised"], counts["put_off"]) == (1, 1)
    left = ProtocolEnrolment.objects.values_list("ended_at", "next_at", "next_place")
    assert set(left) == {(off_at, None, None)}
