"""REF-07: no offer rides in a service message, and none goes by the way of service."""

from dataclasses import replace

from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.law import Severity, check, gravest
from renxin.voice.models import WordingReview
from renxin.voice.outbox import policy, speaking
from renxin.voice.outbox.eligible import eligible
from renxin.voice.wordings.shipped import all_shipped
from tests.cast import NOON, TODAY
from tests.refusals import ways
from tests.refusals.ways import EVE, refused, to, typed
from tests.renxin.voice.conftest import in_words

MIXED = "【{clinic}】您明天9:00有预约，另有优惠券"


def test_on_a_page_a_reminder_with_an_offer_in_it_needs_a_second_persons_reason(desk):
    desk(Role.CARE).post(to("wordings:next", *EVE), typed(zh=MIXED))

    here = to("wordings:approval", *EVE)
    answer = desk(Role.COMPLIANCE).post(here, {"version": 2, "reason": ""})

    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


def test_by_machine_the_rules_see_an_offer_in_a_reminder():
    assert gravest(check(MIXED, "svc", on=TODAY)) == Severity.REVIEW


def test_by_machine_words_of_an_offer_go_out_as_no_reminder(message, monkeypatch):
    """However plain they read: who wrote them as an offer asks for consent first."""
    offer = replace(in_words("【东院】王*您好，欢迎来洗牙"), surface="mkt")
    monkeypatch.setattr(speaking, "found_for", lambda *_said: offer)

    assert eligible(message, NOON).why == Why.UNLAWFUL


def test_by_machine_what_the_house_came_with_keeps_them_apart():
    sells = policy.marketing()
    messages = [one for one in all_shipped().values() if one.surface in ("svc", "mkt")]
    assert all((one.surface == "mkt") == (one.purpose in sells) for one in messages)


def test_from_a_file_neither_words_nor_templates_come_in():
    assert "voice" not in ways.reaches()


def test_in_the_database_it_is_not_approved_without_a_reason(writer, reviewer):
    version = ways.wrote(writer, MIXED)

    with refused("approved without the reason"):
        ways.approved_past_everybody(version, reviewer)
