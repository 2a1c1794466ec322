from dataclasses import replace

import pytest

from renxin.journal.models import Entry
from renxin.staff.roles import Role
from renxin.voice.models import WordingReview, WordingVersion
from renxin.voice.wordings import again
from tests.cast import NOON, TODAY, employed
from tests.renxin.voice import words

pytestmark = pytest.mark.django_db
REWARDED = "【{clinic}】五星好评送券。"


@pytest.fixture
def people(dongyuan):
    return [employed(name, name, Role.COMPLIANCE, dongyuan) for name in ("xi", "lu")]


@pytest.fixture
def said_before(people):
    """Approved by rules of old, which knew nothing against it."""
    writer, reviewer = people
    version = WordingVersion.objects.create(
        wording=words.own_topic(),
        number=1,
        zh=REWARDED,
        en="[{clinic}] Hello.",
        pack="zh-CN 2025.01",
        by=writer,
        at=NOON,
    )
    WordingReview.objects.create(
        version=version, is_approved=True, by=reviewer, at=NOON
    )
    return version


def test_what_new_rules_keep_out_is_listed(said_before):
    (failing,) = again.failing(at=NOON, on=TODAY)

    assert failing.version == said_before
    assert failing.cannot_be_said
    assert failing.findings[0].rule == "AD-IND-05"


def test_what_today_s_rules_have_seen_is_not_asked_again(people):
    writer, reviewer = people
    draft = replace(words.PLAIN, zh="【{clinic}】无痛拔牙。")
    seen = words.write(words.own_topic(), writer, draft)
    words.approve(seen, reviewer, reason="引用原话")

    assert again.failing(at=NOON, on=TODAY) == []


def test_it_is_told_once_for_each_edition_of_the_rules(said_before):
    assert again.tell(at=NOON, on=TODAY) == 1
    assert again.tell(at=NOON, on=TODAY) == 0

    entry = Entry.objects.get(fact="voice.wording_fails")
    assert entry.particulars["version_id"] == said_before.pk
