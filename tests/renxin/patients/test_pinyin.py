import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from renxin.patients.pinyin import COMPOUND, INITIALS, WHOLE, readings, sought

# The 37 surnames that a dictionary of words reads wrongly.
MISREAD_SURNAMES = """
单 shan 仇 qiu 解 xie 曾 zeng 查 zha 盖 ge 区 ou 朴 piao 翟 zhai
缪 miao 乐 yue 员 yun
折 she 种 chong 秘 bi 隗 wei 黑 he 繁 po 祭 zhai 召 shao 洗 xian 覃 qin 牟 mu 郇 xun
都 du 藏 zang 重 chong 会 gui 句 gou 阚 kan 卜 bu
薄 bo 佴 nai 适 kuo 载 dai 能 nai 提 di
"""
WORDS = MISREAD_SURNAMES.split()
MISREAD = dict(zip(WORDS[::2], WORDS[1::2], strict=True))


def test_there_are_37_of_them_and_the_dictionary_misreads_nearly_all():
    wrong = [name for name, sound in MISREAD.items() if lazy_pinyin(name) != [sound]]

    assert len(MISREAD) == 37
    assert len(wrong) >= 35


@pytest.mark.parametrize(("surname", "sound"), MISREAD.items())
def test_a_surname_is_read_as_a_surname(surname, sound):
    heard = readings(f"{surname}小明")

    assert heard.pinyin == f"{sound}xiaoming"
    assert heard.initials == f"{sound[0]}xm"


@pytest.mark.parametrize(("surname", "sound"), MISREAD.items())
def test_a_surname_is_found_by_its_other_reading_too(surname, sound):
    heard = readings(f"{surname}小明")

    assert heard.other_pinyin.endswith("xiaoming")
    assert heard.other_pinyin != heard.pinyin


@pytest.mark.parametrize(
    ("surname", "other"),
    [("覃", "tan"), ("隗", "kui"), ("郇", "huan"), ("翟", "di"), ("乐", "le")],
)
def test_families_that_read_it_otherwise_are_found(surname, other):
    assert readings(f"{surname}芳").other_pinyin == f"{other}fang"


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("欧阳修", "ouyangxiu", "oyx"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟卨", "moqixie", "mqx"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("令狐冲", "linghuchong", "lhc"),
        ("叶赫那拉杏贞", "yehenalaxingzhen", "yhnlxz"),
        ("李明朗", "liminglang", "lml"),
        ("吕布", "lvbu", "lb"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("John Smith", "johnsmith", "js"),
        ("José Álvarez", "josealvarez", "ja"),
    ],
)
def test_names_sound_as_they_are_said(name, pinyin, initials):
    heard = readings(name)

    assert (heard.pinyin, heard.initials) == (pinyin, initials)


def test_a_compound_surname_is_not_read_by_its_first_character():
    assert readings("万俟伟").pinyin == "moqiwei"
    assert readings("万伟").pinyin == "wanwei"


def test_every_compound_has_an_initial_for_each_character():
    for surname in COMPOUND:
        assert len(readings(f"{surname}一").initials) == len(surname) + 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("LYU BU", "lvbu"), ("lü bu", "lvbu"), ("Wang Fang", "wangfang"), ("w'f", "wf")],
)
def test_what_is_typed_is_spelled_as_sounds_are_kept(typed, meant):
    assert sought(typed) == meant


@pytest.mark.parametrize("typed", ["luoyang", "nuan", "liuyu"])
def test_ordinary_syllables_are_not_taken_for_an_umlaut(typed):
    assert sought(typed) == typed


@given(st.text(max_size=50))
def test_readings_fit_their_columns_whatever_the_name(name):
    heard = readings(name)

    assert max(len(heard.pinyin), len(heard.other_pinyin)) <= WHOLE
    assert max(len(heard.initials), len(heard.other_initials)) <= INITIALS


@pytest.mark.parametrize(
    "name", ["会稽山", "朝阳门", "张重庆", "李长江", "赵行长", "王𬌗㛃"]
)
def test_phrases_in_a_name_are_read_as_the_dictionary_reads_them(name):
    surname = 0 if name[0] not in MISREAD else 1
    whole = "".join(lazy_pinyin(name[surname:], errors=lambda _unread: ""))

    assert readings(name).pinyin.endswith(whole)
