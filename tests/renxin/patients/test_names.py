import pytest
from hypothesis import given
from hypothesis import strategies as st

from renxin.patients import names
from renxin.patients.names import NotAName
from tests.renxin.patients.wide import wide


@pytest.mark.parametrize("dot", "·•・‧\uff0e.･")
def test_the_middle_dot_has_one_form_between_chinese_characters(dot):
    assert names.clean(f"阿依古丽{dot}买买提") == "阿依古丽·买买提"
    assert names.clean(f"阿依古丽 {dot} 买买提") == "阿依古丽·买买提"


def test_a_dot_in_a_latin_name_stays_a_dot():
    assert names.clean("J. Smith") == "J. Smith"


@pytest.mark.parametrize("name", ["𠮷野", "王㛃", "䶮舟", "𬌗平", "李\ue815"])
def test_rare_characters_are_kept_as_they_are(name):
    assert names.clean(name) == name


@pytest.mark.parametrize(
    "typed", ["王　芳", "王 芳", "\u202e王\u202c芳", "王\u200f芳\x00"]
)
def test_padding_and_hidden_marks_make_no_other_name(typed):
    assert names.clean(typed) == "王芳"


def test_accents_have_one_spelling():
    assert names.clean("Jose\u0301") == names.clean("José")


def test_full_width_letters_become_ordinary_ones():
    assert names.clean(wide("John Smith")) == "John Smith"


def test_fifty_characters_are_a_name():
    assert len(names.clean("王" * 50)) == 50


@pytest.mark.parametrize("length", [51, 255, 300, 10_000])
def test_a_name_that_is_too_long_is_refused_with_its_length(length):
    with pytest.raises(NotAName, match=str(length)):
        names.clean("王" * length)


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200f", "123", "…", "·"])
def test_what_has_no_letter_is_no_name(typed):
    with pytest.raises(NotAName):
        names.clean(typed)


@given(st.text(max_size=60))
def test_a_clean_name_is_already_clean(typed):
    try:
        once = names.clean(typed)
    except NotAName:
        return

    assert names.clean(once) == once


def test_a_usual_name_stays_as_it_is_and_a_twin_character_becomes_the_usual_one():
    assert names.clean("欧阳小明") == "欧阳小明"
    assert names.clean("\uf9a1小明") == "說小明"
