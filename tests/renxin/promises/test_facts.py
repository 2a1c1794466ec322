from django.utils.translation import override

from renxin.journal.facts import kinds
from renxin.promises import facts
from renxin.promises.facts import (
    PromiseBroken,
    PromiseEscalated,
    PromiseKept,
    PromiseReleased,
)
from tests.cast import NOON

CALL = {"promise_id": 7, "what": "给王芳回电话", "at": NOON, "by_id": None}


def test_every_fact_about_a_promise_can_be_told_and_has_its_sign():
    ours = [kind for name, kind in kinds.items() if name.startswith("promises.")]

    assert len(ours) == 9
    assert all(str(kind.title) and kind.icon for kind in ours)


def test_what_was_said_beside_the_key_is_told_too():
    kept = PromiseKept(**CALL, outcome="TOLD_WHY", reason="太远了")

    assert kept.telling() == "给王芳回电话·Told us why·太远了"


def test_a_key_pressed_without_a_word_says_itself_once():
    released = PromiseReleased(**CALL, outcome="NO_ANSWER", reason="NO_ANSWER")

    assert released.telling() == "给王芳回电话·No answer"


def test_a_fact_is_told_in_the_language_of_whoever_reads_it():
    told = PromiseEscalated(**CALL, to_role="MANAGER", level=1)
    broken = PromiseBroken(**CALL, outcome="FORGOTTEN", reason="FORGOTTEN")

    assert told.telling() == "给王芳回电话·Manager"
    with override("zh-hans"):
        assert told.telling() == "给王芳回电话·主任·院长"
        assert broken.telling() == "给王芳回电话·过了时限没人做"


def test_a_colleague_is_named_and_a_role_is_translated():
    assert facts.whom("李予安") == "李予安"
    assert facts.whom("CARE") == "Customer care"
