"""What the house must refuse to say, each tried on the rules.

That no second person lets a B through, and nobody their own words, is tried on the
verbs, the pages and the database in ``models/test_wording_review.py``.
"""

from datetime import date

import pytest

from renxin.voice.law import Severity, check, gravest
from renxin.voice.law.kinds import Answer
from renxin.voice.law.known import Known
from renxin.voice.law.predicates import judge

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("refused", "text", "surface"),
    [
        ("REF-01", "保证治愈", "mkt"),
        ("REF-09", "您的乙肝复查时间到了", "svc"),
        ("REF-09", "Your HIV test is back", "svc"),
        ("REF-21", "给五星好评领红包", "svc"),
        ("REF-21", "写评价送牙膏", "say"),
    ],
)
def test_what_nobody_may_say_is_blocked(refused, text, surface):
    assert gravest(check(text, surface, on=TODAY)) == Severity.BLOCK, refused


@pytest.mark.parametrize(
    ("refused", "text"),
    [
        ("REF-07", "您明天9:00有预约，另有优惠券"),
        ("REF-35", "号源紧张，名额有限，再不治就来不及了"),
        ("REF-35", "倒计时三天，最后3名"),
    ],
)
def test_selling_and_hurry_in_care_need_a_second_person(refused, text):
    assert gravest(check(text, "svc", on=TODAY)) == Severity.REVIEW, refused


def test_ref_02_no_advertisement_without_a_live_certificate():
    said = judge(Known(has_certificate=False), "ad", on=TODAY)

    assert said["AD-CERT-01"] == Answer.BROKEN


def test_ref_08_nothing_is_offered_to_a_child():
    assert judge(Known(youngest=9), "mkt", on=TODAY)["AD-MIN-01"] == Answer.BROKEN


def test_ref_22_what_a_machine_wrote_is_labelled():
    unlabelled = Known(is_machine_made=True, is_labelled=False)

    assert judge(unlabelled, "edu", on=TODAY)["AD-AI-01"] == Answer.BROKEN
