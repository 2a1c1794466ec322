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
ABOUT = {"plan_id": 1, "amount_fen": 380_000, **HEADS}


def test_it_says_how_much():
    assert AcceptanceTakenBack(**ABOUT).telling() == "¥3,800"


def test_it_says_where_only_a_part_was_wanted():
    told = PlanAccepted(acceptance_id=1, is_whole=False, **ABOUT)

    assert told.telling() == "¥3,800·in part"


def test_it_says_why_it_was_declined_and_how_it_ended():
    assert PlanDeclined(reason=Reason.MONEY, **ABOUT).telling().endswith("The cost")
    assert PlanFinished(how=End.STOPPED, **ABOUT).telling() == "Stopped"


def test_it_says_what_was_booked_and_published():
    booked = SittingsBooked(item_id=1, times=2, **ABOUT)
    price = PriceSet(price_id=1, code="D2740", price_fen=100, on="2026-03-02", **HEADS)

    assert booked.telling() == "2 sittings"
    assert price.telling() == "D2740·¥1·2026-03-02"
