"""REF-02: no advertisement without a live certificate, word for word, in our name."""

from dataclasses import replace
from datetime import date

import pytest

from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.law.kinds import Answer
from renxin.voice.law.known import Certificate, Known
from renxin.voice.law.predicates import judge
from renxin.voice.models import WordingReview
from renxin.voice.outbox import speaking
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON, TODAY
from tests.refusals import ways
from tests.refusals.ways import refused, to, typed
from tests.renxin.voice.conftest import in_words

SAMPLE = "仁心口腔东院，口腔科，医广【2026】第03-02-001号"
PAPER = Certificate(
    number="医广【2026】第03-02-001号",
    expires_on=date(2027, 3, 1),
    sample=SAMPLE,
    media=frozenset({"print"}),
    first_name="仁心口腔东院",
)
KNOWN = Known(text=SAMPLE, certificate=PAPER, medium="print")


def test_on_a_page_nothing_is_approved_as_an_advertisement(desk):
    ad = {"topic": "OWN_AD", "channel": "ANY", "surface": "ad", "role": ""}
    ad |= {"title_zh": "门头", "title_en": "Sign"}
    plain = typed(zh="仁心口腔东院", en="Renxin Dental")
    desk(Role.CARE).post(to("wordings:new"), plain | ad)

    here = to("wordings:approval", "OWN_AD", "ANY")
    answer = desk(Role.COMPLIANCE).post(here, {"version": 1, "reason": "就一次"})

    assert answer.status_code == 422
    assert "cannot be said" in answer.content.decode().lower()
    assert not WordingReview.objects.exists()


@pytest.mark.parametrize(
    ("known", "answer"),
    [
        (KNOWN, Answer.KEPT),
        (Known(has_certificate=False), Answer.BROKEN),
        (Known(), Answer.UNKNOWN),
        (replace(KNOWN, text=f"{SAMPLE}，欢迎光临"), Answer.BROKEN),
        (replace(KNOWN, medium="web"), Answer.BROKEN),
        (replace(KNOWN, medium=None), Answer.UNKNOWN),
    ],
    ids=[
        "as reviewed",
        "none",
        "nobody knows",
        "other words",
        "elsewhere",
        "who knows",
    ],
)
def test_by_machine_the_rule_asks_for_a_live_certificate_and_the_same_words(
    known, answer
):
    assert judge(known, "ad", on=TODAY)["AD-CERT-01"] == answer


def test_by_machine_a_department_advertises_nothing():
    named = Known(advertiser="种植中心", first_name="仁心口腔东院")

    assert judge(named, "ad", on=TODAY)["AD-SCO-05"] == Answer.BROKEN


def test_by_machine_an_advertisement_goes_out_in_no_message(message, monkeypatch):
    ad = replace(in_words("【东院】您好"), surface="ad")
    monkeypatch.setattr(speaking, "found_for", lambda *_said: ad)

    assert eligible(message, NOON).why == Why.UNLAWFUL


def test_by_machine_once_the_review_is_over_so_is_the_advertisement():
    assert judge(KNOWN, "ad", on=date(2027, 3, 2))["AD-CERT-01"] == Answer.BROKEN


def test_from_a_file_neither_words_nor_certificates_come_in():
    assert "voice" not in ways.reaches()
    assert not {one for one in ways.brought() if "cert" in one}


def test_in_the_database_an_advertisement_that_was_found_fit_needs_its_paper(
    writer, reviewer
):
    """As if the check had found nothing in it, in whatever words."""
    said = ways.wrote(writer, "仁心口腔东院", surface="ad")
    told = {"number": 2, "zh": "仁心口腔东院", "en": "Renxin", "findings": "[]"}
    told |= {"pack": "zh-CN", "wording_id": said.wording_id, "by_id": writer.pk}
    ways.insert("voice_wordingversion", at=NOON, **told)

    with refused("advertised without a certificate"):
        ways.approved_past_everybody(said.wording.versions.get(number=2), reviewer)


def test_in_the_database_nothing_is_approved_as_an_advertisement(writer, reviewer):
    version = ways.wrote(writer, "仁心口腔东院", surface="ad")

    with refused("advertised without a certificate|approved what cannot be said"):
        ways.approved_past_everybody(version, reviewer, "绕过去")
