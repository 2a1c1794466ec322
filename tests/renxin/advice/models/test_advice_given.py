import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from renxin.advice.models import AdviceGiven, AdviceTakenBack, AdviceWithdrawal
from renxin.advice.refusals import (
    GivenAlready,
    NotApprovedHere,
    NotUnderstood,
    NotYours,
)
from renxin.journal.models import Entry
from renxin.staff.roles import Role
from tests.cast import employed
from tests.renxin.visits.conftest import after


def test_the_exact_words_are_kept_with_the_phone_of_the_clinic(give, dongyuan):
    dongyuan.phone = "010-6500 0001"
    dongyuan.save()

    given = give(as_prescribed="阿莫西林胶囊，见处方")

    assert given.shown.startswith("按处方用抗生素\n每次用多少")
    assert "阿莫西林胶囊，见处方" in given.shown
    assert given.shown.endswith("010-6500 0001")


def test_it_is_given_in_the_language_of_the_patient(give):
    assert give(language="en").shown.startswith("Antibiotics, as prescribed")


def test_a_line_of_a_prescription_goes_only_where_there_is_one(give, approve):
    given = give(words=approve("soft-and-cool"), as_prescribed="一天三次")

    assert given.as_prescribed == ""


def test_what_nobody_said_back_was_not_explained(give):
    with pytest.raises(NotUnderstood):
        give(understood=" ")

    assert not AdviceGiven.objects.exists()


def test_a_draft_is_given_to_nobody(visit, texts, pharmacist_mei):
    """There is no row to point at before a clinician has signed one."""
    with pytest.raises(IntegrityError, match="not approved"), transaction.atomic():
        AdviceGiven.objects.create(
            visit=visit,
            approval_id=1,
            language="en",
            shown="x",
            understood="x",
            by=pharmacist_mei,
            at=after(1),
        )


def test_withdrawn_words_are_given_to_nobody(give, approval, doctor_li):
    AdviceWithdrawal.write(approval, why="有误", by=doctor_li, at=after(5))

    with pytest.raises(NotApprovedHere):
        give()


def test_the_words_of_one_clinic_are_not_given_at_another(give, approve, hexi):
    song = employed("song", "宋远", Role.DOCTOR, hexi)

    with pytest.raises(NotApprovedHere):
        give(words=approve("scaling", clinic=hexi, by=song))


def test_whoever_gives_none_in_their_role_gives_none(give, pharmacist_mei):
    pharmacist_mei.posts.update(role="GREETER")

    with pytest.raises(NotYours):
        give()


def test_the_same_words_once_a_visit_unless_taken_back(give, pharmacist_mei):
    first = give()
    with pytest.raises(GivenAlready):
        give()

    AdviceTakenBack.write(first, why="抄错一行", by=pharmacist_mei, at=after(21))

    assert give(minutes=22).pk != first.pk


def test_what_was_given_stays_as_it_was(give):
    given = give()
    given.shown = "另外的话"

    with pytest.raises(ProgrammingError), transaction.atomic():
        given.save()
    with pytest.raises(ProgrammingError), transaction.atomic():
        given.delete()


def test_the_journal_tells_which_version_and_none_of_the_words(
    give, visit, pharmacist_mei
):
    given = give(as_prescribed="阿莫西林，见处方")
    entry = Entry.objects.get(fact="advice.given")

    assert (entry.by_id, entry.patient_id) == (pharmacist_mei.pk, visit.patient_id)
    assert entry.particulars == {
        "text_id": given.text.pk,
        "topic": "antibiotic",
        "version": 1,
        "given_id": given.pk,
        "visit_id": visit.pk,
        "language": "zh-hans",
    }
