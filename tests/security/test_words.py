"""R27: words are filled from a fixed list, and nothing in them is run."""

import pytest

from renxin.staff.roles import Role
from renxin.voice.models.wording_version import Draft
from renxin.voice.outbox import sending, subjects
from tests.cast import NOON, employed
from tests.renxin.voice import words
from tests.renxin.voice.conftest import Gateway, written

ODD = (
    "{{7*7}}",
    "{0.__class__}",
    "{clinic.__class__}",
    "{{ settings.SECRET_KEY }}",
    "{% load i18n %}",
    "${7*7}",
    "#{7*7}",
    "%(clinic)s",
    "{name!r}",
    "<script>__xss()</script>",
)


@pytest.fixture
def thing(monkeypatch):
    monkeypatch.setitem(subjects.standings, "thing", lambda _m, _at: "")
    monkeypatch.setattr(subjects, "fillings", {})


@pytest.mark.parametrize("odd", ODD)
def test_what_looks_like_code_goes_out_as_it_was_written(
    wang_fang, dongyuan, thing, odd
):
    writer = employed("xi", "林溪", Role.CARE, dongyuan)
    reviewer = employed("lu", "白露", Role.COMPLIANCE, dongyuan)
    draft = Draft(f"【{{clinic}}】您好 {odd}", f"[{{clinic}}] Dear {odd}")
    version = words.write(words.own_topic(), writer, draft)
    words.approve(version, reviewer, reason="试")
    message, gateway = written(wang_fang, dongyuan, saying="OWN_HELLO"), Gateway()

    sending.send(message.pk, now=lambda: NOON, by=gateway)

    assert gateway.took[0].words == f"【东院】您好 {odd}"


@pytest.mark.parametrize("odd", ["{code}", "{{7*7}}", "{phone}"])
def test_what_a_patient_or_a_colleague_is_called_is_not_read_again(
    wang_fang, dongyuan, thing, odd
):
    message = written(wang_fang, dongyuan, fields={"doctor": odd})
    gateway = Gateway()

    sending.send(message.pk, now=lambda: NOON, by=gateway)

    assert odd in gateway.took[0].words
