"""Whatever is typed into the page, it answers with a sentence and keeps nothing."""

import html

import pytest
from django.urls import reverse

from renxin.protocols.models import ProtocolVersion
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.protocols.protocols import text
from tests.renxin.protocols.views.test_protocol import at_desk

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
TAG = "protocol: !!python/object/apply:os.system ['true']\n"


@pytest.fixture
def care(dongyuan):
    return at_desk(employed("qin", "秦悦", Role.CARE, dongyuan))


@pytest.mark.parametrize("key", ["look", "keep"])
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (BOMB, "“&” and “*” are not read here. Write it out again."),
        (TAG, "“!” is not read here. Write plain words."),
        ("x" * 1024 * 1024, "at most 70000 characters"),
        ("字" * 30_000, "a protocol has at most 64 kB"),
        ("[" * 30 + "]" * 30, "This is too much for one protocol."),
        ("a: \x07", "There is a character here that no text has."),
        (text() + "colour: red\n", "“colour” is not known here."),
        (text(trigger="fact: protocols.put_on"), "comes of protocols themselves"),
        (text(trigger="fact: promises.made"), "comes of protocols themselves"),
        (text(trigger="fact: voice.messaged"), "comes of protocols themselves"),
        (text(trigger="fact: followup.call_made"), "comes of protocols themselves"),
        (
            text(trigger="list: visits.not_seen\n  where: {months: six}"),
            "“months” is a number from 1 to 60.",
        ),
        (text().replace("24 hours", "2026-13-45"), "“after” is written otherwise."),
        (text(trigger="by_hand: perhaps"), "“by_hand” is true or false."),
    ],
    ids=lambda one: one[:12].strip(),
)
def test_what_cannot_be_is_answered_with_a_sentence(care, typed, says, key):
    answer = care.post(reverse("protocols:new"), {"text": typed, key: "1"})

    assert answer.status_code == 422
    assert says in html.unescape(answer.content.decode())
    assert not ProtocolVersion.objects.exists()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-02-30", "Enter a valid date."),
        ("yesterday", "Enter a valid date."),
        ("", "This field is required."),
        ("1999-12-31", "A protocol begins today or later"),
        ("0001-01-01", "A protocol begins today or later"),
    ],
)
def test_a_day_that_cannot_be_turns_nothing_on(manager_gu, doctor_li, day, says):
    version = ProtocolVersion.write(text(), by=None, at=NOON)
    page = f"/protocols/{version.protocol_id}/"
    at_desk(doctor_li).post(f"{page}signature/")

    answer = at_desk(manager_gu).post(f"{page}on/", {"from_on": day})

    assert answer.status_code == 422
    assert says in html.unescape(answer.content.decode())
    assert not version.runs.exists()
