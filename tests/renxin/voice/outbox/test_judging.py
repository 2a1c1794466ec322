"""The rules that need data, asked again when a message is due."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from renxin.patients.models import Reach
from renxin.plans.models import PriceItem
from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.models import Licence
from renxin.voice.models.wording_version import Draft
from renxin.voice.outbox import judging, speaking
from renxin.voice.outbox.eligible import eligible
from renxin.voice.wordings import shelf
from tests.cast import NOON, TODAY, employed, enrolled, reached
from tests.renxin.voice import words
from tests.renxin.voice.conftest import in_words, written
from tests.renxin.voice.outbox.test_eligible import OFFER, said

MONTH_AGO = NOON - timedelta(days=30)
AFTER_MIDNIGHT = NOON + timedelta(hours=13)


@pytest.fixture
def lu(dongyuan):
    return employed("lu", "白露", Role.COMPLIANCE, dongyuan)


def offered(clinic, monkeypatch, *, born, whose=Reach.Whose.OWN, purpose="MKT"):
    patient = enrolled(clinic, "20260009", "周舟", birth_on=born)
    point = reached(patient, "+8613800000009", whose).contact_point
    said(patient, purpose, "GIVEN", at=MONTH_AGO)
    monkeypatch.setattr(speaking, "found_for", lambda *_said: in_words(OFFER))
    told = {"purpose": purpose, "contact_point": point}
    return eligible(written(patient, clinic, **told), NOON)


@pytest.mark.parametrize(
    ("born", "why"),
    [
        (date(2008, 3, 2), ""),
        (date(2008, 3, 3), Why.MINOR),
        (date(2011, 1, 1), Why.MINOR),
        (None, Why.AGE_UNKNOWN),
    ],
)
def test_nothing_is_promoted_to_whoever_is_under_eighteen(
    dongyuan, monkeypatch, born, why
):
    assert offered(dongyuan, monkeypatch, born=born).why == why


def test_a_mother_who_agreed_reads_it_in_her_childs_place(dongyuan, monkeypatch):
    born, mother = date(2019, 9, 1), Reach.Whose.MOTHER

    assert offered(dongyuan, monkeypatch, born=born, whose=mother).sends


def test_a_reminder_of_their_own_health_is_no_promotion(dongyuan, monkeypatch):
    born = date(2010, 1, 1)

    assert offered(dongyuan, monkeypatch, born=born, purpose="RECALL").sends


def test_a_department_that_left_the_licence_is_named_no_more(
    wang_fang, dongyuan, doctor_li, lu
):
    Licence.keep(first_name="仁心", departments="口腔科\n眼科", by=lu, at=NOON)
    draft = Draft("【{clinic}】{name}您好，眼科见。", "[{clinic}] See you")
    own = words.write(
        words.own_topic(), employed("xi", "林溪", Role.CARE, dongyuan), draft
    )
    words.approve(own, lu)
    message = written(wang_fang, dongyuan, saying="OWN_HELLO")
    assert eligible(message, NOON).sends

    Licence.keep(first_name="仁心", departments="口腔科", by=lu, at=NOON)

    assert eligible(message, NOON).why == Why.UNLAWFUL


def test_a_price_that_fell_since_is_compared_with_no_more(
    wang_fang, dongyuan, doctor_li, monkeypatch
):
    cheap = in_words("【{clinic}】{name}您好，洁治原价300元，拒收请回复R")
    monkeypatch.setattr(speaking, "found_for", lambda *_said: cheap)
    said(wang_fang, "MKT", "GIVEN", at=MONTH_AGO)
    told = {"clinic": dongyuan, "code": "J", "name": "洁治", "kind": "MARKET"}
    told |= {"set_at": NOON, "set_by": doctor_li}
    last_week = TODAY - timedelta(days=4)
    PriceItem.objects.create(
        **told, price_fen=30000, valid_from=date(2026, 1, 1), valid_to=last_week
    )
    offer = written(wang_fang, dongyuan, purpose="MKT")
    assert eligible(offer, NOON).sends

    PriceItem.objects.create(**told, price_fen=26000, valid_from=last_week)

    assert eligible(offer, NOON).why == Why.UNLAWFUL


def test_words_that_ask_for_no_data_cost_no_question(
    message, django_assert_num_queries
):
    with django_assert_num_queries(14):
        eligible(message, NOON)


def test_after_midnight_the_law_of_the_clinics_new_day_is_asked(message, monkeypatch):
    days = []
    monkeypatch.setattr(judging, "_judged", lambda *_of, on: days.append(on) or "")
    monkeypatch.setattr(speaking, "check", lambda *_of, on: days.append(on) or ())

    eligible(message, AFTER_MIDNIGHT)

    assert days == [TODAY + timedelta(days=1)] * 2


def test_words_that_end_soon_are_counted_from_the_day_of_the_house():
    ends = SimpleNamespace(expires_on=TODAY + timedelta(days=1) + shelf.SOON)

    assert shelf._ends_soon(ends, at=AFTER_MIDNIGHT) == ends.expires_on
    assert shelf._ends_soon(ends, at=NOON) is None
