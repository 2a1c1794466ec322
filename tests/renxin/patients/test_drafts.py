from datetime import date

import pytest

from renxin.patients.drafts import read_draft
from tests.cast import TODAY, enrolled, reached


def draft(by, **typed):
    return read_draft(typed, by=by, today=TODAY)


def owners(read):
    return [value for value, _label in read.owners if ":" in value]


def test_a_card_fills_birthday_and_sex(greeter_lin):
    read = draft(
        greeter_lin,
        document_kind="IDENTITY_CARD",
        document_number="990101199003070015",
    )

    assert (read.birth_on, read.sex) == (date(1990, 3, 7), "MALE")
    assert read.document_note == ""


def test_a_card_half_typed_is_not_wrong_yet(greeter_lin):
    half = draft(greeter_lin, document_kind="IDENTITY_CARD", document_number="99010119")
    wrong = draft(
        greeter_lin, document_kind="IDENTITY_CARD", document_number="990101199003070019"
    )

    assert half.document_note == ""
    assert "One digit" in wrong.document_note


def test_a_child_on_the_mothers_phone_is_taken_for_hers(wang_fang, greeter_lin):
    read = draft(
        greeter_lin, name="王小明", birth_on="2019-03-07", phone="138 1234 2207"
    )

    assert read.is_minor
    assert (read.whose, read.relative) == ("MOTHER", wang_fang)
    assert read.owner == f"{wang_fang.pk}:MOTHER"


def test_a_second_child_on_it_is_the_mothers_too_and_never_a_spouse(
    dongyuan, greeter_lin
):
    brother = enrolled(dongyuan, "7", "李大宝", birth_on=date(2017, 1, 1), sex="MALE")
    mother = enrolled(dongyuan, "8", "李梅", birth_on=date(1990, 1, 1), sex="FEMALE")
    for person in (brother, mother):
        reached(person, "+8613900002222")

    read = draft(greeter_lin, birth_on="2019-03-07", phone="13900002222")

    assert (read.whose, read.relative) == ("MOTHER", mother)
    assert owners(read)[0] == f"{brother.pk}:OTHER"


def test_a_child_known_only_by_a_brothers_phone_waits_for_a_grown_up(
    dongyuan, greeter_lin
):
    brother = enrolled(dongyuan, "7", "李大宝", birth_on=date(2017, 1, 1), sex="MALE")
    reached(brother, "+8613900002222")

    read = draft(greeter_lin, birth_on="2019-03-07", phone="13900002222")

    assert (read.whose, read.relative) == ("OWN", None)


def test_what_the_desk_chose_is_kept(wang_fang, greeter_lin):
    read = draft(
        greeter_lin,
        birth_on="2019-03-07",
        phone="13812342207",
        whose=f"{wang_fang.pk}:GUARDIAN",
    )

    assert (read.whose, read.relative) == ("GUARDIAN", wang_fang)


def test_somebody_of_roughly_the_same_age_may_be_the_spouse(wang_fang, greeter_lin):
    read = draft(greeter_lin, birth_on="1990-03-07", phone="13812342207")

    assert owners(read)[0] == f"{wang_fang.pk}:SPOUSE"
    assert read.whose == "OWN"


def test_somebody_two_generations_older_may_be_the_grandparent(dongyuan, greeter_lin):
    elder = enrolled(dongyuan, "7", "李秀英", birth_on=date(1950, 1, 1), sex="FEMALE")
    reached(elder, "+8613900002222")

    read = draft(greeter_lin, birth_on="2019-03-07", phone="13900002222")

    assert read.whose == "GRANDPARENT"


def test_a_relative_whose_phone_it_is_not_is_not_believed(
    wang_fang, dongyuan, greeter_lin
):
    stranger = enrolled(dongyuan, "7", "陌生人")

    read = draft(greeter_lin, phone="13812342207", whose=f"{stranger.pk}:MOTHER")

    assert (read.whose, read.relative) == ("OWN", None)


def test_nobody_of_another_clinic_is_a_candidate(wang_fang, outsider_zhao):
    read = draft(outsider_zhao, name="王芳", phone="13812342207")

    assert read.candidates == []
    assert owners(read) == []


@pytest.mark.parametrize(
    "typed", ["1992-05-17", "1992/5/17", "17.5.1992", "19920517", "1992年5月17日"]
)
def test_a_birthday_is_read_however_it_is_written(greeter_lin, typed):
    known = None if typed == "17.5.1992" else date(1992, 5, 17)

    assert draft(greeter_lin, birth_on=typed).birth_on == known


def test_nothing_typed_breaks_it(greeter_lin):
    read = draft(
        greeter_lin,
        name="\u202e",
        birth_on="31.31.31",
        phone="١٢",
        whose="x:y",
        document_kind="NONSENSE",
        document_number="1",
    )

    assert read.whose == "OWN"
