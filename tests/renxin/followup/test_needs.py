from datetime import timedelta

import pytest

from renxin.followup.models import NeedSaid
from renxin.followup.needs import need_of
from renxin.followup.refusals import WhyMissing
from renxin.patients.models import Concern, Consent
from tests.cast import NOON

A_YEAR = timedelta(days=365)


@pytest.fixture
def need(wang_fang):
    told = {"answer": "GIVEN", "method": "PAPER", "text_version": "1"}
    Consent.objects.create(
        patient=wang_fang, purpose="PROFILE", evidence="A", given_at=NOON, **told
    )
    return lambda: need_of(wang_fang, wang_fang.record_ids(), at=NOON)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("K02 龋病", "TREATMENT"),
        ("K03.7 牙变色", "AESTHETICS"),
        ("Z01.2 牙科检查", "PREVENTION"),
    ],
)
def test_what_was_treated_last_tells_the_need_and_is_its_reason(
    need, came, wang_fang, condition, expected
):
    came(wang_fang, condition=condition)

    told = need()

    assert told.need == expected
    assert condition in told.why


def test_what_was_treated_long_ago_is_prevention_by_now(need, came, wang_fang):
    came(wang_fang, at=NOON - 1.5 * A_YEAR, condition="K02 龋病")

    assert (need().need, need().why) == ("PREVENTION", "Nothing was treated lately")


def test_what_must_never_be_a_reason_is_none(need, came, wang_fang):
    came(wang_fang, condition="HIV 抗体阳性")

    assert "HIV" not in need().why


def test_who_did_not_agree_to_be_grouped_is_not(came, wang_fang):
    came(wang_fang, condition="K02 龋病")

    told = need_of(wang_fang, [wang_fang.pk], at=NOON)

    assert told.need is None
    assert told.why == "They have not agreed to be grouped"


def test_a_clinicians_word_goes_first(need, came, wang_fang, doctor_li, dongyuan):
    came(wang_fang, condition="K02 龋病")
    here = {"clinic": dongyuan, "by": doctor_li, "at": NOON}

    NeedSaid.say(wang_fang, "AESTHETICS", "主要想改善牙色", **here)

    assert (need().need, need().said_by) == ("AESTHETICS", "李予安")
    with pytest.raises(WhyMissing):
        NeedSaid.say(wang_fang, "TREATMENT", " ", **here)


def test_special_groups_are_told_in_words(need, wang_fang, xiaodou, carer):
    Concern.objects.create(patient=wang_fang, kind="FEAR", level=8, at=NOON, by=carer)

    assert need().groups == ["Very afraid"]
    told = need_of(xiaodou, [xiaodou.pk], at=NOON)
    assert told.groups == ["A child, 6 years old"]
