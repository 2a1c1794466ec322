from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.patients.models import Concern
from tests.cast import NOON


def test_the_latest_word_on_a_concern_replaces_the_earlier(wang_fang, greeter_lin):
    first = Concern(patient=wang_fang, kind="FEAR", level=7)
    first.note_down(by=greeter_lin, at=NOON)
    later = NOON + timedelta(days=1)

    Concern(patient=wang_fang, kind="FEAR", level=3).note_down(by=greeter_lin, at=later)

    assert wang_fang.concerns.open().get().level == 3
    first.refresh_from_db()
    assert first.ended_at == later


def test_a_concern_that_is_resolved_is_told_and_kept(wang_fang, greeter_lin):
    concern = Concern(patient=wang_fang, kind="COST").note_down(by=greeter_lin, at=NOON)

    concern.end(by=greeter_lin, at=NOON)

    assert not wang_fang.concerns.open().exists()
    assert wang_fang.concerns.count() == 1
    assert Entry.objects.filter(fact="patients.concern_ended").exists()


def test_the_scale_ends_at_ten(wang_fang, greeter_lin):
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern(patient=wang_fang, kind="FEAR", level=11).note_down(
            by=greeter_lin, at=NOON
        )


def test_their_own_words_are_not_in_the_journal(wang_fang, greeter_lin):
    Concern(patient=wang_fang, kind="FEAR", note="怕疼").note_down(
        by=greeter_lin, at=NOON
    )

    assert "怕疼" not in str(Entry.objects.get().particulars)
