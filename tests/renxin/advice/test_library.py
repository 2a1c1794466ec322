import re

import pytest
from django.utils import translation

from renxin.advice import lawful, library
from renxin.advice.kinds import Kind
from renxin.advice.models import AdviceText
from tests.cast import TODAY

SHIPPED = {one.topic: one for one in library.shipped()}
# An amount or a number of times is the prescription's to say.
AMOUNT = re.compile(
    r"\d+(\.\d+)?\s*(mg|g|ml|毫克|克|毫升|片|粒|袋)|(一|每)天[一二三四\d]+次"
    r"|\d+ times a day"
)


def test_each_topic_is_there_once():
    assert len(SHIPPED) == len(library.shipped()) >= 20
    assert {one.draft.kind for one in SHIPPED.values()} == set(Kind.values)


@pytest.mark.parametrize("topic", SHIPPED)
def test_both_languages_say_the_same_number_of_things(topic):
    draft = SHIPPED[topic].draft

    assert draft.zh.is_whole()
    assert draft.en.is_whole()
    assert len(draft.zh.lines) == len(draft.en.lines)
    assert len(draft.zh.signs) == len(draft.en.signs)


@pytest.mark.parametrize("topic", SHIPPED)
def test_no_amount_of_a_medicine_is_invented(topic):
    draft = SHIPPED[topic].draft

    for said in (draft.zh, draft.en):
        assert not AMOUNT.search(f"{said.words}\n{said.call}")


@pytest.mark.parametrize("topic", SHIPPED)
def test_nothing_in_it_is_kept_out_and_it_fits(topic):
    draft = SHIPPED[topic].draft

    lawful.check(draft, on=TODAY)

    for name, text in draft.fields().items():
        longest = getattr(AdviceText._meta.get_field(name), "max_length", None)
        assert longest is None or len(str(text)) <= longest


@pytest.mark.parametrize(
    ("language", "title"), [("en", "After scaling"), ("zh-hans", "洗牙以后")]
)
def test_a_topic_is_named_in_the_language_of_the_screen(language, title):
    with translation.override(language):
        assert library.title_of("scaling") == title
        assert library.title_of("own-1") == ""
