import pytest
from django.db import ProgrammingError, transaction

from renxin.journal.models import Entry
from renxin.visits.models import ServiceNote
from renxin.visits.refusals import NotesNothing
from renxin.visits.room import noting
from tests.renxin.visits.conftest import after


def test_a_note_is_kept_with_who_wrote_it_and_its_words_stay_there(visit, he):
    written = noting.note(visit, " 喜欢靠窗 ", by=he, at=after(3))

    assert (written.text, written.by, written.at) == ("喜欢靠窗", he, after(3))
    told = Entry.objects.get(fact="visits.service_noted")
    assert "喜欢靠窗" not in str(told.particulars)


def test_nothing_is_no_note(visit, he):
    with pytest.raises(NotesNothing):
        noting.note(visit, "  ", by=he, at=after(3))


def test_the_latest_come_first_and_only_a_few(visit, he):
    for minute in range(7):
        noting.note(visit, f"第 {minute} 条", by=he, at=after(minute))

    shown = noting.latest([visit.patient_id])
    assert [one.text for one in shown] == [f"第 {n} 条" for n in (6, 5, 4, 3, 2)]


def test_a_note_is_never_changed(visit, he):
    noting.note(visit, "怕冷", by=he, at=after(3))

    with pytest.raises(ProgrammingError), transaction.atomic():
        ServiceNote.objects.update(text="")
