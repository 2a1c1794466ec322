"""REF-17: whoever brings somebody is thanked in words; no money, no share, no gift."""

import pytest

from renxin.exchange.kinds import Kind, fields_of
from renxin.outreach.facts import Introduced
from renxin.staff.roles import Role
from renxin.voice.models import WordingReview
from tests.refusals.ways import EVE, columns_of, refused, sql, to, typed

PAID = "【{clinic}】介绍朋友来看牙，返现200元"


def test_on_a_page_a_reward_for_bringing_somebody_stays_a_draft(desk):
    desk(Role.CARE).post(to("wordings:next", *EVE), typed(zh=PAID))

    here = to("wordings:approval", *EVE)
    answer = desk(Role.COMPLIANCE).post(here, {"version": 2, "reason": "老规矩"})

    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


@pytest.mark.parametrize("surface", ["ad", "mkt", "grp", "svc", "say"])
def test_by_machine_it_can_be_said_nowhere(lint, surface):
    assert lint("推荐好友返现100元", surface) == 1


def test_by_machine_what_is_told_of_an_introduction_holds_no_reward():
    told = set(Introduced.__annotations__)

    assert told == {"introduced_id", "number"}


def test_from_a_file_an_introduction_carries_who_and_when():
    carried = {field.name for field in fields_of(Kind.INTRODUCTIONS)}

    assert carried == {"introduction_id", "by_patient_id", "patient_id", "day"}


def test_in_the_database_there_is_nowhere_to_keep_a_reward(db):
    held = columns_of("outreach_introduction")

    assert held == {"id", "by_patient_id", "patient_id", "day"}
    with refused("reward"):
        sql("UPDATE outreach_introduction SET reward_fen = 10000")
