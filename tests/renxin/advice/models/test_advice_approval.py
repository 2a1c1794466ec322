import pytest
from django.db import IntegrityError, transaction

from renxin.advice import library
from renxin.advice.models import AdviceApproval, AdviceText, AdviceWithdrawal
from renxin.advice.refusals import (
    ApprovedAlready,
    NotTheLatest,
    NotYours,
    OwnWords,
    WordsOfAnother,
)
from renxin.journal.models import Entry
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.visits.conftest import NINE, after


@pytest.fixture
def write(texts, dongyuan, pharmacist_mei):
    """The pharmacist writes the next version of the antibiotic."""
    draft = next(one.draft for one in library.shipped() if one.topic == "antibiotic")

    def written(by=pharmacist_mei):
        return AdviceText.write(
            draft, after=texts["antibiotic"], clinic=dongyuan, by=by, at=after(1)
        )

    return written


def holding(clinic):
    return {str(one.text) for one in AdviceApproval.objects.holding(clinic)}


def test_nothing_the_house_comes_with_holds_by_itself(texts, dongyuan):
    assert holding(dongyuan) == set()


@pytest.fixture
def wu(dongyuan):
    return employed("wu", "吴越", Role.DOCTOR, dongyuan)


def test_what_a_doctor_answers_for_holds_at_that_clinic_only(approve, dongyuan, hexi):
    approve("antibiotic")

    assert holding(dongyuan) == {"antibiotic v1"}
    assert holding(hexi) == set()


def test_a_clinician_of_the_clinic_approves_and_nobody_else(
    approve, pharmacist_mei, manager_gu, hexi
):
    for by in (pharmacist_mei, manager_gu):
        with pytest.raises(NotYours):
            approve("antibiotic", by=by)
    with pytest.raises(NotYours):
        approve("antibiotic", clinic=hexi)


def test_a_doctor_does_not_approve_their_own_words(approve, write, doctor_li, wu):
    text = write(by=doctor_li)

    with pytest.raises(OwnWords):
        approve(text, by=doctor_li)

    assert approve(text, by=wu).text == text


def test_the_database_itself_asks_for_a_second_person(write, dongyuan, pharmacist_mei):
    told = {"clinic": dongyuan, "by": pharmacist_mei, "at": NINE}

    with pytest.raises(IntegrityError, match="whoever wrote it"), transaction.atomic():
        AdviceApproval.objects.create(text=write(), **told)


def test_the_words_of_another_clinic_are_theirs(approve, write, hexi, wu):
    wu.posts.update(clinic=None)

    with pytest.raises(WordsOfAnother):
        approve(write(), clinic=hexi, by=wu)


def test_a_version_is_approved_once(approve, approval):
    with pytest.raises(ApprovedAlready):
        approve("antibiotic")


def test_the_later_version_takes_the_place_of_the_one_before(
    approve, approval, write, dongyuan
):
    approve(write(), minutes=2)

    assert holding(dongyuan) == {"antibiotic v2"}


def test_nobody_goes_back_to_an_older_version_by_approving_it(approve, write):
    approve(write())

    with pytest.raises(NotTheLatest):
        approve("antibiotic", minutes=2)


def test_withdrawing_a_version_does_not_bring_back_the_one_before(
    approve, approval, write, dongyuan, doctor_li
):
    second = approve(write(), minutes=2)

    AdviceWithdrawal.write(second, why="剂量那一行写错了", by=doctor_li, at=after(3))

    assert holding(dongyuan) == set()


def test_the_journal_tells_who_answers_for_which_version(approval, doctor_li):
    entry = Entry.objects.get(fact="advice.approved")

    assert entry.by_id == doctor_li.pk
    assert entry.told().telling() == "Antibiotics, as prescribed·version 1"
