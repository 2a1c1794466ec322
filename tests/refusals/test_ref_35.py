"""REF-35: care is no scarce good: nobody is frightened, hurried or counted down."""

import re

import pytest

from renxin.site.words import catalogue
from renxin.staff.roles import Role
from renxin.voice.law import Severity, check, gravest
from renxin.voice.models import WordingReview
from renxin.voice.wordings.shipped import all_shipped
from tests.cast import TODAY
from tests.refusals import ways
from tests.refusals.ways import EVE, refused, to, typed

HURRIES = "【{clinic}】号源紧张，名额有限，倒计时三天"
RULES = {"AD-IND-02", "AD-ANX-01", "AD-ANX-02"}
TAG = re.compile(r"%\(\w+\)s|<[^>]*>")


def test_on_a_page_such_words_wait_for_a_second_persons_reason(desk):
    desk(Role.CARE).post(to("wordings:next", *EVE), typed(zh=HURRIES))

    here = to("wordings:approval", *EVE)
    answer = desk(Role.COMPLIANCE).post(here, {"version": 2, "reason": " "})

    assert answer.status_code == 422
    assert not WordingReview.objects.exists()


@pytest.mark.parametrize("app", ["portal", "booking", "plans"])
def test_on_a_page_the_house_itself_hurries_nobody(app):
    """Every word of the screens that patients read, in both languages."""
    for entry in catalogue.opened(app):
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()):
            found = check(TAG.sub("", text), "mkt", on=TODAY)
            assert not {one.rule for one in found} & RULES, text


@pytest.mark.parametrize("surface", ["ad", "info", "edu"])
@pytest.mark.parametrize("text", ["最后3名", "限时秒杀", "last chance, only 3 left"])
def test_by_machine_it_is_barred_wherever_everybody_reads(text, surface):
    assert gravest(check(text, surface, on=TODAY)) == Severity.BLOCK


@pytest.mark.parametrize("text", ["再不治就来不及了", "倒计时三天，最后3名"])
def test_by_machine_to_one_person_it_needs_a_second_one(text):
    assert gravest(check(text, "svc", on=TODAY)) == Severity.REVIEW


def test_by_machine_nothing_the_house_came_with_hurries():
    for one in all_shipped().values():
        found = check(one.zh, one.surface, on=TODAY) + check(one.en, "svc", on=TODAY)
        assert not {each.rule for each in found} & RULES, one.topic


def test_from_a_file_no_words_and_no_numbers_of_places_come_in():
    assert "voice" not in ways.reaches()
    assert not {"places", "left", "stock", "quota"} & ways.brought()


def test_in_the_database_such_words_are_not_approved_without_a_reason(writer, reviewer):
    version = ways.wrote(writer, HURRIES)

    with refused("approved without the reason"):
        ways.approved_past_everybody(version, reviewer)
