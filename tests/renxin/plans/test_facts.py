"""What the timeline says of a plan."""

from renxin.plans.facts import (
    AcceptanceTakenBack,
    PlanAccepted,
    PlanDeclined,
    PlanFinished,
    PriceSet,
    SittingsBooked,
)
from renxin.plans.kinds import End, Reason
from tests.cast import NOON

HEADS = {"at": NOON, "by_id": None}
ABOUT = {"plan_id": 1, "condition": "缺损", "amount_fen": 380_000, **HEADS}


def test_it_says_for_what_and_how_much():
    assert AcceptanceTakenBack(**ABOUT).telling() == "缺损·¥3,800"


def test_it_says_where_only_a_part_was_wanted():
    told = PlanAccepted(acceptance_id=1, is_whole=False, **ABOUT)

    assert told.telling() == "缺损·¥3,800·in part"


def test_it_says_why_it_was_declined_and_how_it_ended():
    assert PlanDeclined(reason=Reason.MONEY, **ABOUT).telling().endswith("The cost")
    assert PlanFinished(how=End.STOPPED, **ABOUT).telling() == "缺损·Stopped"


def test_it_says_what_was_booked_and_published():
    booked = SittingsBooked(item="全瓷冠", times=2, **ABOUT)
    price = PriceSet(
        code="D2740", item="全瓷冠", price_fen=100, on="2026-03-02", **HEADS
    )

    assert booked.telling() == "全瓷冠×2"
    assert price.telling() == "全瓷冠·¥1·2026-03-02"
