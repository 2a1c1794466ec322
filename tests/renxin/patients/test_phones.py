import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renxin.patients import phones
from renxin.patients.phones import NotAPhone, tail_first
from tests.renxin.patients.wide import wide


@pytest.mark.parametrize(
    "typed",
    [
        "13812342207",
        "+8613812342207",
        "+86 138 1234 2207",
        "86-138-1234-2207",
        "0086 13812342207",
        "013812342207",
        "（138）1234-2207",
        wide("13812342207"),
        "١٣٨١٢٣٤٢٢٠٧",
        "\u200e138\u00a01234\u20032207",
    ],
)
def test_one_mobile_written_many_ways_is_one_number(typed):
    assert phones.clean(typed) == "+8613812342207"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("400-123-4567", "+864001234567"),
        ("400 123 4567", "+864001234567"),
        ("800 820 1234", "+868008201234"),
        ("021-62345678", "+862162345678"),
        ("0573 8288 1234", "+8657382881234"),
        ("010-12345678转801", "+861012345678;ext=801"),
        ("+852 5123 4567", "+85251234567"),
        ("+853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("+1 415 555 2671", "+14155552671"),
    ],
)
def test_service_numbers_landlines_and_numbers_abroad_are_kept(typed, kept):
    assert phones.clean(typed) == kept


REFUSED_STARTS = (
    "110,120,140,141,142,143,144,146,148,149,154,160,163,164,168,169,179,194"
)


@pytest.mark.parametrize("start", REFUSED_STARTS.split(","))
def test_starts_no_person_can_have_are_refused(start):
    with pytest.raises(NotAPhone):
        phones.clean(f"{start}12345678")


@pytest.mark.parametrize("start", ["161", "174"])
def test_two_starts_need_a_nought_behind_them(start):
    assert phones.clean(f"{start}01234567") == f"+86{start}01234567"
    with pytest.raises(NotAPhone):
        phones.clean(f"{start}11234567")


def test_the_quick_way_agrees_with_the_library_on_every_start():
    for start in range(1000, 2000):
        number = f"{start}1234567"
        valid = phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))

        assert bool(phones._MOBILE.fullmatch(number)) == valid, number


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Write the phone"),
        ("62345678", "area code"),
        ("1381234220", "11 digits"),
        ("1-800-FLOWERS", "only digits"),
        ("138 1234 220x", "only digits|11 digits"),
        ("95588", "no such"),
        ("13812342207 13912342207", "only digits"),
    ],
)
def test_a_refusal_says_what_is_wrong(typed, why):
    with pytest.raises(NotAPhone, match=why):
        phones.clean(typed)


def test_the_tail_comes_first_for_the_index():
    assert tail_first("+8613812342207").startswith("7022")
    assert tail_first("+861012345678;ext=801").startswith("8765")


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(typed):
    try:
        kept = phones.clean(typed)
    except NotAPhone:
        return

    assert kept.startswith("+")
