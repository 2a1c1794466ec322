from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renxin.patients import identity
from renxin.patients.identity import Kind, NotADocument, check_digit, read
from renxin.patients.models.patient import Sex
from tests.renxin.patients.wide import wide


@pytest.mark.parametrize(
    ("typed", "birth_on", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("11010519491231002x", date(1949, 12, 31), Sex.FEMALE),
        ("1101 0519 4912 3100 2x", date(1949, 12, 31), Sex.FEMALE),
        (wide("11010519491231002X"), date(1949, 12, 31), Sex.FEMALE),
        ("990101199003070015", date(1990, 3, 7), Sex.MALE),
    ],
)
def test_a_card_tells_birthday_and_sex(typed, birth_on, sex):
    document = read(Kind.IDENTITY_CARD, typed)

    assert (document.birth_on, document.sex) == (birth_on, sex)
    assert document.kind is Kind.IDENTITY_CARD


def test_the_last_x_is_kept_as_a_capital():
    assert read(Kind.IDENTITY_CARD, "11010519491231002x").number.endswith("2X")


def test_an_old_number_of_fifteen_digits_becomes_the_modern_one():
    document = read(Kind.IDENTITY_CARD, "110105491231002")

    assert document.number == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("810000198805120016", Kind.RESIDENCE_PERMIT),
        ("830000199202290022", Kind.RESIDENCE_PERMIT),
        ("911000198510010017", Kind.FOREIGN_RESIDENT),
    ],
)
def test_cards_of_the_same_shape_are_told_apart_by_their_area(number, kind):
    assert read(Kind.IDENTITY_CARD, number).kind is kind
    assert read(kind, number).number == number


def test_a_day_of_the_missing_hour_is_an_ordinary_birthday():
    stem = "99010119880417001"

    document = read(Kind.IDENTITY_CARD, stem + check_digit(stem))

    assert document.birth_on == date(1988, 4, 17)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("110105194912310021", "One digit"),
        ("990101202602290014", "2026-02-29"),
        ("1101051949123100", "18 digits"),
        ("11010519491231X020", "only digits"),
        ("", "Write the number"),
    ],
)
def test_a_wrong_card_is_refused_with_the_reason(typed, why):
    with pytest.raises(NotADocument, match=why):
        read(Kind.IDENTITY_CARD, typed)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.FOREIGN_RESIDENT, "CHN110067041017"),
        (Kind.HK_MACAO_PASS, "H12345678"),
        (Kind.HK_MACAO_PASS, "M1234567801"),
        (Kind.TAIWAN_PASS, "12345678"),
        (Kind.TAIWAN_PASS, "1234567890B"),
        (Kind.PASSPORT, "E12345678"),
        (Kind.PASSPORT, "EA1234567"),
        (Kind.BIRTH, "R330123456"),
        (Kind.OFFICER, "军字第1234567号"),
    ],
)
def test_other_documents_have_their_own_shape(kind, number):
    assert read(kind, number.lower()).number == number


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.HK_MACAO_PASS, "A12345678"),
        (Kind.TAIWAN_PASS, "1234567"),
        (Kind.PASSPORT, "E12"),
        (Kind.BIRTH, "3301234567"),
        (Kind.OFFICER, ""),
        (Kind.RESIDENCE_PERMIT, "11010519491231002X"),
    ],
)
def test_a_number_of_another_shape_is_refused(kind, number):
    with pytest.raises(NotADocument):
        read(kind, number)


def test_a_document_is_shown_masked_and_found_by_a_keyed_index():
    one = read(Kind.IDENTITY_CARD, "11010519491231002x")
    same = read(Kind.IDENTITY_CARD, "110105491231002")
    other = read(Kind.PASSPORT, "E12345678")

    assert one.masked == "110105********002X"
    assert one.index == same.index
    assert one.index != other.index


@given(st.integers(0, 10**17 - 1), st.integers(1, 17))
def test_every_single_wrong_digit_is_noticed(stem, place):
    first = f"{stem:017d}"
    wrong = first[: place - 1] + str((int(first[place - 1]) + 1) % 10) + first[place:]

    assert check_digit(first) != check_digit(wrong)


@given(st.text(max_size=40), st.sampled_from([*Kind, "NONSENSE"]))
def test_nothing_typed_breaks_it(typed, kind):
    try:
        document = identity.read(kind, typed)
    except NotADocument:
        return

    assert document.number
