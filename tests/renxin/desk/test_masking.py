import pytest

from renxin.desk.masking import (
    masked_document,
    masked_name,
    masked_phone,
    masked_text,
)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+8613812342207", "138****2207"),
        ("13812342207", "138****2207"),
        ("+8602886541234", "028****1234"),
        ("4001", "****"),
    ],
)
def test_a_phone_keeps_its_tail(number, shown):
    assert masked_phone(number) == shown


def test_a_document_keeps_its_area_and_its_tail():
    assert masked_document("990101199003070015") == "990101********0015"
    assert masked_document("E1234") == "*****"


@pytest.mark.parametrize(
    ("name", "shown"), [("张小明", "张*明"), ("王芳", "王*"), ("欧", "欧")]
)
def test_a_public_screen_shows_half_a_name(name, shown):
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打 +8613812342207 找妈妈", "打 +138****2207 找妈妈"),
        ("138 1234 2207", "138****2207"),
        ("身份证990101199003070015", "身份证990101********0015"),
        ("2026-03-05 10:15:00", "2026-03-05 10:15:00"),
        ("20260305101500", "20260305101500"),
    ],
)
def test_whole_numbers_within_other_words_are_hidden(text, shown):
    assert masked_text(text) == shown
