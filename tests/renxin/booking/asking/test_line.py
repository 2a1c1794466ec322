import pytest

from renxin.booking.asking.line import Line, number, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("7", 7),
        ("120", 120),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("九十九", 99),
    ],
)
def test_numerals_of_both_scripts_are_read(typed, meant):
    assert number(typed) == meant


def test_full_width_signs_and_many_spaces_are_as_any_others():
    assert Line("  ４０　分钟   明天 ").typed == "40 分钟 明天"


def test_what_is_understood_is_gone_and_the_rest_stays_where_it_was():
    line = Line("李医生 明天")

    assert line.take("李医生")

    assert line.take("李医生") is None
    assert [(one.start(), one[0]) for one in line.rest()] == [(4, "明天")]


def test_a_word_of_latin_script_stands_alone():
    pattern = words("on", "in")

    assert Line("come on Monday").take(pattern)
    assert Line("money").take(pattern) is None


def test_what_stands_around_a_place_is_taken_only_where_it_touches():
    line = Line("before noon, not after")
    noon = line.take("noon")

    assert line.before(noon.start(), "before")
    assert not line.after(noon.end(), "after")
    assert [one[0] for one in line.rest()] == ["not", "after"]


def test_only_what_stands_between_two_things_joins_them():
    line = Line("2 to 4")

    assert line.between(1, 5, "to|-")
    assert not line.between(0, 5, "to|-")
