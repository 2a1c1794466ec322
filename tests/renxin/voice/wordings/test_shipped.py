from datetime import date

import pytest

from renxin.patients.models import Purpose
from renxin.staff.roles import Role
from renxin.voice.kinds import ChannelKind, Saying
from renxin.voice.law import check
from renxin.voice.wordings.filling import BLANK, BLANKS
from renxin.voice.wordings.shipped import all_shipped

SHIPPED = list(all_shipped().values())
A_TREATMENT = ("拔牙", "种植", "根管", "正畸", "义齿", "洁治", "洗牙", "肿瘤", "投诉")


def test_every_topic_of_appointments_is_there():
    assert set(Saying.values) <= set(all_shipped())


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.topic)
def test_what_ships_is_whole_in_both_languages_and_lawful(one):
    blanks = set(BLANK.findall(one.zh))
    assert blanks == set(BLANK.findall(one.en))
    assert blanks <= BLANKS
    assert "您" in one.zh
    assert "你" not in one.zh.replace("您", "")
    assert one.channel in ChannelKind.values
    assert one.purpose in Purpose.values
    assert one.role in {"", *Role.values}
    for text in (one.zh, one.en):
        assert not check(text, one.surface, on=date(2026, 11, 22))


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.topic)
def test_a_message_says_who_speaks_and_names_no_treatment(one):
    if one.channel == ChannelKind.CALL:
        assert "{clinic}" in one.zh
        return
    assert one.zh.startswith("【{clinic}】")
    assert one.en.startswith("[{clinic}]")
    assert not any(word in one.zh for word in A_TREATMENT)


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.topic)
def test_an_invitation_says_how_to_stop_it(one):
    invites = one.purpose == "RECALL" and one.channel != ChannelKind.CALL

    assert ("拒收请回复R" in one.zh) == invites
    assert ("Reply R to stop" in one.en) == invites
    assert (one.surface == "mkt") == invites
