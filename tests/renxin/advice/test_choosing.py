import pytest

from renxin.advice import choosing
from renxin.patients.models import ContactPoint
from renxin.voice.models import Tongue
from tests.cast import NOON


@pytest.fixture
def approved(approve):
    return [approve(one) for one in ("scaling", "no-alcohol", "antibiotic")]


def titles(found):
    return [one.said.title for one in found]


def test_medicine_comes_first_then_food_then_care(visit, approved):
    assert titles(choosing.choices(visit)) == [
        "Antibiotics, as prescribed",
        "Cephalosporins or metronidazole: no alcohol",
        "After scaling",
    ]


@pytest.mark.parametrize("typed", ["xy", "xiya", "洗牙", "after scal", "XIYA"])
def test_a_few_letters_find_it(visit, approved, typed):
    assert titles(choosing.choices(visit, typed)) == ["After scaling"]


def test_it_says_what_they_have_already(visit, give):
    give()

    assert [one.is_given for one in choosing.choices(visit)] == [True]


def test_drafts_are_not_among_them(visit, texts):
    assert choosing.choices(visit) == []


def test_they_are_spoken_to_in_the_language_of_their_phone(wang_fang):
    assert choosing.language_of(wang_fang) == "zh-hans"

    point = ContactPoint.objects.get(value="+8613812342207")
    Tongue.keep(point, "en", at=NOON)

    assert choosing.language_of(wang_fang) == "en"


def test_a_childs_words_are_not_in_the_language_of_somebody_elses_phone(xiaodou):
    point = ContactPoint.objects.get(value="+8613812342207")
    Tongue.keep(point, "en", at=NOON)

    assert choosing.language_of(xiaodou) == "zh-hans"
