import sys

import pytest

from renxin.voice.law.plain import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("１００％安全", "100%安全"),
        ("根\u200b治\ufeff牙\u2060周", "根治牙周"),
        (
            "治 愈、治*愈、治.愈、治·愈、治_愈、治　愈",
            "治愈、治愈、治愈、治愈、治愈、治愈",
        ),
        ("無痛治療，絕對安全", "无痛治疗,绝对安全"),
        ("根\u0336治\u0336", "根治"),
        ("㊙方", "秘方"),
        ("٣ days", "3 days"),
        ("cafe\u0301", "café"),
        ("Dr Li · 9:00", "Dr Li · 9:00"),
        ("", ""),
    ],
)
def test_disguises_are_taken_off(written, read):
    assert plain(written).text == read


def test_every_sign_knows_where_it_was_written():
    read = plain("【东院】無\u200b 痛")

    start, end = read.stretch(read.text.index("无"), len(read.text))

    assert read.raw[start:end] == "無\u200b 痛"


@pytest.mark.parametrize(
    "odd", ["\ud800", "\0", "👨\u200d⚕", "\u202eabc", "\U000e0041"]
)
def test_odd_signs_break_nothing_and_the_words_around_them_keep_their_place(odd):
    raw = f"治{odd}愈{odd}"

    read = plain(raw)

    for word in "治愈":
        at = read.text.index(word)
        start, end = read.stretch(at, at + 1)
        assert raw[start:end].startswith(word)


def test_thousands_of_marks_over_one_letter_are_cut_off():
    assert len(plain("a" + "\u0301\u0323" * 5000).text) < 10


@pytest.mark.parametrize("part", ["治 ", "a\u0301", "1", "* ", "無"])
def test_twice_the_text_is_twice_the_work(part):
    once, twice = (calls_of(part * n) for n in (1000, 2000))

    assert twice < 2.1 * once


def calls_of(text):
    """How many functions are called to read it, whatever the machine."""
    plain("")
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(called)
    try:
        plain(text)
    finally:
        sys.setprofile(None)
    return count
