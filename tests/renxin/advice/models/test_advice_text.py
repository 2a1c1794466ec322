from dataclasses import replace

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from renxin.advice import library
from renxin.advice.models import AdviceText
from renxin.advice.models.advice_text import furnish
from renxin.advice.refusals import NotInBothLanguages, SaysTooMuch, WrittenMeanwhile
from renxin.journal.models import Entry
from tests.renxin.visits.conftest import NINE, after


@pytest.fixture
def draft():
    """As the antibiotic of the house, in words of one's own."""
    return next(one.draft for one in library.shipped() if one.topic == "antibiotic")


def test_the_house_is_furnished_once(texts):
    assert furnish(at=after(1)) == 0
    assert AdviceText.objects.count() == len(library.shipped()) == len(texts)


def test_a_clinic_goes_on_from_the_version_of_the_house(
    texts, draft, dongyuan, doctor_li
):
    text = AdviceText.write(
        draft, after=texts["antibiotic"], clinic=dongyuan, by=doctor_li, at=NINE
    )

    assert (text.topic, text.version, text.clinic) == ("antibiotic", 2, dongyuan)
    assert text.zh == draft.zh


def test_what_the_house_did_not_come_with_begins_anew(
    texts, draft, dongyuan, doctor_li
):
    text = AdviceText.write(draft, clinic=dongyuan, by=doctor_li, at=NINE)

    assert text.version == 1
    assert text.topic not in texts


def test_both_languages_are_written_or_none(draft, dongyuan, doctor_li):
    half = replace(draft, en=replace(draft.en, call=""))

    with pytest.raises(NotInBothLanguages):
        AdviceText.write(half, clinic=dongyuan, by=doctor_li, at=NINE)


def test_what_the_law_bars_is_not_even_a_draft(draft, dongyuan, doctor_li):
    promise = replace(draft, zh=replace(draft.zh, words="吃完保证治好。"))

    with pytest.raises(SaysTooMuch, match="保证治好"):
        AdviceText.write(promise, clinic=dongyuan, by=doctor_li, at=NINE)


def test_whoever_wrote_from_an_old_version_reads_the_new_one_first(
    texts, draft, dongyuan, doctor_li, pharmacist_mei
):
    told = {"after": texts["antibiotic"], "clinic": dongyuan}
    AdviceText.write(draft, **told, by=doctor_li, at=NINE)

    with pytest.raises(WrittenMeanwhile):
        AdviceText.write(draft, **told, by=pharmacist_mei, at=after(1))


def test_a_version_stays_as_it_was_written(texts):
    text = texts["antibiotic"]
    text.words_zh = "改一改"

    with pytest.raises(ProgrammingError), transaction.atomic():
        text.save()
    with pytest.raises(ProgrammingError), transaction.atomic():
        text.delete()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"clinic": None}, "advice_of_a_clinic_is_somebodys"),
        ({"call_en": ""}, "advice_in_both_languages"),
    ],
)
def test_the_database_holds_what_a_text_must_be(
    draft, dongyuan, doctor_li, changes, rule
):
    told = {"clinic": dongyuan, "by": doctor_li} | draft.fields() | changes

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        AdviceText.objects.create(topic="own", version=1, at=NINE, **told)


def test_the_journal_keeps_no_word_of_it(draft, dongyuan, doctor_li):
    text = AdviceText.write(draft, clinic=dongyuan, by=doctor_li, at=NINE)

    told = Entry.objects.get(fact="advice.written").particulars
    assert told == {"text_id": text.pk, "topic": text.topic, "version": 1}
