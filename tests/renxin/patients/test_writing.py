from hypothesis import given
from hypothesis import strategies as st

from renxin.patients.writing import one_spaced, plain, without_marks
from tests.renxin.patients.wide import wide


def test_digits_of_any_script_become_ascii():
    assert plain("١٣٨") == "138"
    assert plain(wide("138")) == "138"
    assert plain("१३८") == "138"


def test_marks_one_cannot_see_are_taken_out():
    assert without_marks("王\u200f芳\u200b\ufeff") == "王芳"


def test_every_kind_of_gap_is_one_space():
    assert one_spaced(" 王\t\x00\n 芳 ") == "王 芳"


@given(st.text())
def test_plain_text_stays_plain(text):
    assert plain(plain(text)) == plain(text)
