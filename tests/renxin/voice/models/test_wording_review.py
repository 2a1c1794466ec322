from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.staff.roles import Role
from renxin.voice import refusals
from renxin.voice.models import WordingReview, WordingVersion, WordingWithdrawal
from tests.cast import NOON, TODAY, employed
from tests.renxin.voice import words

pytestmark = pytest.mark.django_db
PAINLESS = replace(words.PLAIN, zh="【{clinic}】无痛拔牙。")
REWARDED = replace(words.PLAIN, zh="【{clinic}】五星好评送券。")


@pytest.fixture
def writer(dongyuan):
    return employed("xi", "林溪", Role.COMPLIANCE, dongyuan)


@pytest.fixture
def reviewer(dongyuan):
    return employed("lu", "白露", Role.COMPLIANCE, dongyuan)


@pytest.fixture
def greeter(dongyuan):
    return employed("qian", "小钱", Role.GREETER, dongyuan)


@pytest.fixture
def wording():
    return words.own_topic()


def test_nobody_approves_their_own_words(wording, writer):
    own = words.write(wording, writer)

    with pytest.raises(refusals.OwnWords):
        words.approve(own, writer)


def test_what_cannot_be_said_stays_a_draft(wording, writer, reviewer):
    draft = words.write(wording, writer, REWARDED)

    assert draft not in WordingVersion.objects.waiting()
    with pytest.raises(refusals.CannotBeSaid, match="五星好评"):
        words.approve(draft, reviewer, reason="就这样")


def test_what_needs_a_second_person_needs_their_reason(wording, writer, reviewer):
    version = words.write(wording, writer, PAINLESS)

    with pytest.raises(refusals.ReasonMissing):
        words.approve(version, reviewer, reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        WordingReview.objects.create(
            version=version, is_approved=True, by=reviewer, at=NOON
        )

    assert words.approve(version, reviewer, reason="引用患者原话").reason


def test_the_law_is_asked_again_when_it_is_approved(wording, writer, reviewer):
    version = words.write(wording, writer)
    version.zh = REWARDED.zh  # as if the rules had changed since

    with pytest.raises(refusals.CannotBeSaid):
        words.approve(version, reviewer)


def test_words_go_back_only_with_a_reason(wording, writer, reviewer):
    version = words.write(wording, writer)

    with pytest.raises(refusals.WhyMissing):
        WordingReview.send_back(version, reason=" ", by=reviewer, at=NOON)

    WordingReview.send_back(version, reason="太硬", by=reviewer, at=NOON)
    assert version not in WordingVersion.objects.waiting()


def test_it_is_looked_over_once(wording, writer, reviewer):
    version = words.write(wording, writer)
    words.approve(version, reviewer)

    with pytest.raises(refusals.ReviewedAlready):
        words.approve(version, reviewer)


def test_an_earlier_version_does_not_come_back(wording, writer, reviewer):
    first = words.write(wording, writer)
    words.write(wording, writer)

    with pytest.raises(refusals.NotTheLatest):
        words.approve(first, reviewer)


def test_of_two_who_write_at_once_the_second_is_told(wording, writer, reviewer):
    words.write(wording, writer)

    with pytest.raises(refusals.WrittenMeanwhile):
        WordingVersion.write(
            wording, words.PLAIN, after=0, by=reviewer, at=NOON, on=TODAY
        )


def test_the_front_desk_neither_writes_nor_approves(wording, writer, greeter):
    with pytest.raises(refusals.NotYours):
        words.write(wording, greeter)
    with pytest.raises(refusals.NotYours):
        words.approve(words.write(wording, writer), greeter)


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (replace(words.PLAIN, en=" "), refusals.NotInBothLanguages),
        (replace(words.PLAIN, zh="长" * 2001), refusals.TooLong),
    ],
)
def test_words_are_whole_and_no_book(wording, writer, draft, refusal):
    with pytest.raises(refusal):
        words.write(wording, writer, draft)


@pytest.mark.parametrize("text", ["{{7*7}}", "{0.__class__}", "%s {% now %}", "\u202e"])
def test_odd_words_are_kept_as_they_are(wording, writer, text):
    version = words.write(wording, writer, replace(words.PLAIN, zh=f"您好{text}"))

    assert WordingVersion.objects.get(pk=version.pk).zh == f"您好{text}"


def test_only_what_is_said_can_be_withdrawn(wording, writer, reviewer):
    version = words.write(wording, writer)

    with pytest.raises(refusals.NotSaidNow):
        WordingWithdrawal.write(version, why="有误", by=reviewer, at=NOON)

    words.approve(version, reviewer)
    WordingWithdrawal.write(version, why="有误", by=reviewer, at=NOON)
    with pytest.raises(refusals.WithdrawnAlready):
        WordingWithdrawal.write(version, why="有误", by=reviewer, at=NOON)


def test_versions_reviews_and_withdrawals_stay(wording, writer, reviewer):
    version = words.write(wording, writer)
    words.approve(version, reviewer)
    WordingWithdrawal.write(version, why="有误", by=reviewer, at=NOON)

    for rows in (WordingVersion, WordingReview, WordingWithdrawal):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            rows.objects.update(at=NOON + timedelta(days=1))


def test_whoever_writes_last_owns_it(wording, writer, reviewer):
    words.write(wording, writer)
    words.write(wording, reviewer)

    wording.refresh_from_db()
    assert wording.owner == reviewer
