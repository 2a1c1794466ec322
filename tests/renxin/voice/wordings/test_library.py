from dataclasses import replace
from datetime import timedelta

import pytest

from renxin.staff.roles import Role
from renxin.voice.kinds import Saying
from renxin.voice.models import WordingReview, WordingWithdrawal
from renxin.voice.wordings.library import library, spoken
from renxin.voice.wordings.shipped import all_shipped
from tests.cast import NOON, TODAY, employed
from tests.renxin.voice import words

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def writer(dongyuan):
    return employed("xi", "林溪", Role.CARE, dongyuan)


@pytest.fixture
def reviewer(dongyuan):
    return employed("lu", "白露", Role.COMPLIANCE, dongyuan)


@pytest.mark.parametrize("saying", Saying.values)
@pytest.mark.parametrize("channel", ["SMS", "PORTAL", "recording"])
def test_a_new_house_can_speak_of_appointments_at_once(saying, channel):
    said = spoken(saying, channel, "zh-hans", at=NOON)

    assert said.text == all_shipped()[saying].zh
    assert not said.is_reviewed


def test_who_reads_english_is_spoken_to_in_english():
    assert spoken("EVE", "SMS", "en", at=NOON).text == all_shipped()["EVE"].en


def test_a_script_is_for_calls_alone():
    assert spoken("RP_EXT_D1", "CALL", "zh-hans", at=NOON).surface == "say"
    assert spoken("RP_EXT_D1", "SMS", "zh-hans", at=NOON) is None
    assert spoken("EVE", "CALL", "zh-hans", at=NOON) is None


def test_nobody_speaks_of_an_unknown_topic():
    assert spoken("NO_SUCH", "SMS", "zh-hans", at=NOON) is None


def test_words_of_our_own_wait_for_a_second_person(writer, reviewer):
    came = words.came()
    own = words.write(came.wording, writer)
    assert spoken("EVE", "SMS", "zh-hans", at=LATER).text == came.zh

    words.approve(own, reviewer)

    said = spoken("EVE", "SMS", "zh-hans", at=LATER)
    assert (said.text, said.version_id) == (own.zh, own.pk)
    before = spoken("EVE", "SMS", "zh-hans", at=NOON - timedelta(hours=1))
    assert before.version_id is None


def test_words_sent_back_are_not_said(writer, reviewer):
    own = words.write(words.own_topic(), writer)

    WordingReview.send_back(own, reason="太硬", by=reviewer, at=NOON)

    assert spoken("OWN_HELLO", "SMS", "zh-hans", at=LATER) is None


def test_withdrawn_words_are_followed_by_none(writer, reviewer):
    own = words.write(words.came().wording, writer)
    words.approve(own, reviewer)

    WordingWithdrawal.write(own, why="有误", by=reviewer, at=LATER)

    assert spoken("EVE", "SMS", "zh-hans", at=LATER) is None
    assert spoken("EVE", "SMS", "zh-hans", at=NOON).text == own.zh


def test_what_came_with_the_house_can_be_looked_over_and_withdrawn(reviewer):
    came = words.came()
    words.approve(came, reviewer)
    assert spoken("EVE", "SMS", "zh-hans", at=NOON).is_reviewed

    WordingWithdrawal.write(came, why="先不发", by=reviewer, at=NOON)

    assert spoken("EVE", "SMS", "zh-hans", at=NOON) is None


def test_words_hold_to_the_end_of_their_last_day(writer, reviewer):
    draft = replace(words.PLAIN, expires_on=TODAY)
    words.approve(words.write(words.own_topic(), writer, draft), reviewer)

    late = NOON + timedelta(hours=11)  # 23:00 in Shanghai
    assert spoken("OWN_HELLO", "SMS", "zh-hans", at=late)
    assert spoken("OWN_HELLO", "SMS", "zh-hans", at=late + timedelta(hours=2)) is None


def test_words_for_one_channel_go_before_those_for_any(writer, reviewer):
    short = replace(words.PLAIN, zh="【{clinic}】{when} 见。")
    for_sms = words.write(words.own_topic(channel="SMS"), writer, short)
    words.approve(for_sms, reviewer)
    words.approve(words.write(words.own_topic(), writer), reviewer)

    held = library(at=NOON)

    assert held.spoken("OWN_HELLO", "SMS", "zh-hans").text == short.zh
    assert held.spoken("OWN_HELLO", "PORTAL", "zh-hans").text == words.PLAIN.zh


def test_the_whole_library_is_read_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        held = library(at=NOON)
        assert all(held.spoken(one, "SMS", "en") for one in Saying.values)
