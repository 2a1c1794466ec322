import pytest

from renxin.exchange.reading import values
from renxin.exchange.reading.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("𬌗学", "𬌗学"),
        ("㛃", "㛃"),
        ("Mary  O'Neil", "Mary O'Neil"),
        ("王\u200f芳\u202e", "王芳"),
        (" 王　芳 ", "王芳"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_a_name_is_kept_in_its_one_spelling(typed, kept):
    assert values.name(typed)[0] == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 1234 2207", "+8613812342207"),
        ("+86-138-1234-2207", "+8613812342207"),
        ("400-820-8820", "+864008208820"),
        ("１３８１２３４２２０７", "+8613812342207"),
    ],
)
def test_a_phone_is_kept_in_its_one_form(typed, kept):
    assert values.phone(typed) == kept


def test_a_card_number_is_kept_sealed_and_tells_birthday_and_sex():
    index, kind, sealed, masked, born, sex = values.document("99010119900307001 5")

    assert (kind, born, sex) == ("IDENTITY_CARD", "1990-03-07", "MALE")
    assert "990101199003070015" not in index + sealed + masked
    assert values.document("990101199003070015")[0] == index


@pytest.mark.parametrize(
    ("number", "kind"),
    [("H12345678", "HK_MACAO_PASS"), ("E12345678", "PASSPORT")],
)
def test_other_documents_are_known_by_their_shape(number, kind):
    assert values.document(number)[1] == kind


@pytest.mark.parametrize(
    ("read", "typed"),
    [
        (values.name, "长" * 256),
        (values.name, "123"),
        (values.phone, "12345"),
        (values.document, "990101199003070016"),
        (values.email, "nobody"),
        (values.whole, "-1"),
        (values.whole, "40000"),
        (values.score, "NaN"),
        (values.score, "good"),
        (values.text(3), "four"),
    ],
)
def test_what_cannot_be_kept_is_refused(read, typed):
    with pytest.raises(Unreadable):
        read(typed)


def test_an_id_is_text_whatever_it_looks_like():
    read = values.key("", 80)

    assert [read(i) for i in ("NA", "null", "007", "29.0")] == [
        "NA",
        "null",
        "007",
        "29.0",
    ]
    assert values.key("东-", 80)("7") == "东-7"
