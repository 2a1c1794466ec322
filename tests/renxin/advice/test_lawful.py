from dataclasses import replace

import pytest

from renxin.advice import lawful, library
from renxin.advice.refusals import SaysTooMuch
from tests.cast import TODAY

PLAIN = library.shipped()[0].draft


def saying(zh="", en=""):
    words = {"zh": replace(PLAIN.zh, words=zh), "en": replace(PLAIN.en, words=en)}
    return replace(PLAIN, **words)


@pytest.mark.parametrize(
    "words",
    [
        "三天见效。",
        "有效率很高。",
        "这种漱口水零副作用。",
        "无痛拔牙，放心。",
        "我们优于其他医院。",
        "现在买有优惠。",
        "不补就会全掉光。",
        "根治牙周病。",
        "１００％安全。",
    ],
)
def test_promises_boasts_bargains_and_threats_are_kept_out(words):
    with pytest.raises(SaysTooMuch):
        lawful.check(saying(zh=words), on=TODAY)


@pytest.mark.parametrize(
    "words", ["A guaranteed cure.", "Painless and risk-free.", "20% off next time."]
)
def test_in_english_too(words):
    with pytest.raises(SaysTooMuch):
        lawful.check(saying(en=words), on=TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "为保证治疗效果，请按时复诊。",
        "这种药不能根治牙周炎。",
        "做过根治术的，先告诉我们。",
        "叩诊时无痛，就不用再来。",
    ],
)
def test_what_only_looks_like_it_is_said(words):
    lawful.check(saying(zh=words), on=TODAY)


def test_what_the_house_came_with_is_lawful():
    for one in library.shipped():
        lawful.check(one.draft, on=TODAY)


def test_the_article_and_better_words_are_told():
    with pytest.raises(SaysTooMuch, match=r"局部麻醉|local anaesthesia"):
        lawful.check(saying(zh="无痛拔牙。"), on=TODAY)
