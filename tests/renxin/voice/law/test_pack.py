import re
from datetime import date

import pytest

from renxin.voice.law import check
from renxin.voice.law import pack as packs
from renxin.voice.law.kinds import Severity, Surface
from renxin.voice.law.pack import pack

TODAY = date(2026, 11, 22)
NAMES = packs.names()
# The furthest any pattern looks on from where it begins.
FURTHEST = 60


def test_there_is_a_pack_for_each_frame():
    assert NAMES == ["en-EU", "en-US", "zh-CN"]


def test_an_unknown_pack_is_no_pack():
    with pytest.raises(LookupError):
        pack("../zh-CN")


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_whole(name):
    read = pack(name)

    assert read.name == name
    assert len({rule.id for rule in read.rules}) == len(read.rules)
    for rule in read.rules:
        assert rule.severities
        assert set(rule.severities) <= set(Surface.values)
        assert all((rule.zh, rule.en, rule.better_zh, rule.better_en, rule.source))
        assert {one.id for one in read.articles} >= set(rule.law)
        assert read.articles_of(rule.law, TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_no_pattern_looks_further_than_a_short_way(name):
    """So the work grows with the text, and with nothing else."""
    read = pack(name)
    patterns = [*read.masks, *read.care_masks]
    patterns += [one for rule in read.rules for one in rule.patterns]

    widest = max(re._parser.parse(one.pattern).getwidth()[1] for one in patterns)

    assert widest <= FURTHEST


@pytest.mark.parametrize("name", NAMES)
def test_one_id_never_stands_twice_on_a_day(name):
    rows = pack(name).articles
    for day in (date(2025, 10, 14), date(2025, 10, 15), date(2026, 5, 1), TODAY):
        held = [one.id for one in rows if one.holds(day)]
        assert len(held) == len(set(held))


def test_nobody_has_checked_a_row_against_the_law_yet():
    assert not any(rule.verified_on for rule in pack().rules)


def test_care_wordings_are_no_way_round_in_public():
    read = pack()

    assert read.care == {"edu", "svc", "say", "rec"}
    assert read.masks_on(Surface.AD) == read.masks


def test_a_promise_of_cure_is_graver_in_public_than_in_care():
    rule = next(one for one in pack().rules if one.id == "AD-EFF-01")

    assert rule.severities[Surface.AD] == Severity.BLOCK
    assert rule.severities[Surface.SVC] == Severity.REVIEW
    assert Surface.REC not in rule.severities


def test_what_may_stand_instead_is_kept_out_by_no_rule_itself():
    for rule in pack().rules:
        for words in filter(None, (rule.instead_zh, rule.instead_en)):
            for surface in rule.severities:
                found = check(words, surface, on=TODAY)
                assert Severity.BLOCK not in {one.severity for one in found}, words
