from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renxin.journal import book, chain
from renxin.journal.models import Entry
from renxin.protocols.models import CaughtUp, ProtocolEnrolment, treatment_sign
from renxin.protocols.planning.catching_up import catch_up
from renxin.visits.facts import Departed
from renxin.visits.models import Charge, Visit
from tests.cast import NOON
from tests.renxin.protocols.protocols import on, text

HOUR = timedelta(hours=1)
EXTRACTED = "fact: visits.departed\n  did: [EXTRACTION]"


# What is settled is of an older transaction than this; what is new, of this one.
NOW_UNDER_WAY = 2**40


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    monkeypatch.setattr(chain, "oldest_under_way", lambda: NOW_UNDER_WAY)


def written(fact, *, is_new=True, **told) -> None:
    """As an import writes it: a line of the journal, and no reaction."""
    number = {"transaction": NOW_UNDER_WAY} if is_new else {}
    Entry.objects.create(fact=fact, **told, **number)


def imported(patient, clinic, *, at, visit_id=1, is_new=True) -> None:
    told = {"clinic_id": clinic.pk, "patient_id": patient.pk}
    about = {"visit_id": visit_id, "next_kind": "NONE"}
    written(Departed.name, at=at, is_new=is_new, particulars=about, **told)


@pytest.fixture
def marked(dongyuan, doctor_li):
    """Looked through once: the next look begins where this one ended."""
    run = on(text(), doctor_li)
    catch_up(at=NOON)
    return run


def test_on_a_quiet_hour_the_journal_is_asked_for_news_alone(marked):
    with CaptureQueriesContext(connection) as asked:
        assert catch_up(at=NOON + HOUR) == 0

    into = [one for one in asked if one["sql"].startswith("INSERT INTO")]
    assert not [one for one in into if "protocolenrolment" in one["sql"]]
    assert len(asked) <= 10


def test_a_line_of_long_ago_that_is_written_now_is_found(marked, wang_fang, dongyuan):
    imported(wang_fang, dongyuan, at=NOON - 11 * HOUR)

    assert catch_up(at=NOON + HOUR) == 1
    assert catch_up(at=NOON + 2 * HOUR) == 0


def test_a_transaction_that_was_under_way_is_not_passed_over(
    marked, wang_fang, dongyuan, monkeypatch
):
    """Its number is older than the lines that were there to be seen before it."""
    catch_up(at=NOON + HOUR)
    monkeypatch.setattr(chain, "oldest_under_way", lambda: NOW_UNDER_WAY + 5)

    imported(wang_fang, dongyuan, at=NOON)

    assert catch_up(at=NOON + 2 * HOUR) == 1
    assert CaughtUp.objects.get().before == NOW_UNDER_WAY + 5


def test_a_house_put_back_from_a_copy_begins_anew(marked, wang_fang, dongyuan):
    imported(wang_fang, dongyuan, at=NOON, is_new=False)
    assert catch_up(at=NOON + HOUR) == 0
    CaughtUp.objects.update(before=2**60)

    assert catch_up(at=NOON + HOUR) == 1
    assert CaughtUp.objects.get().before < 2**60


@pytest.fixture
def visit(dongyuan, wang_fang, doctor_li) -> Visit:
    """Seen off, and nothing charged yet; looked through since."""
    treatment_sign.furnish()
    on(text(trigger=EXTRACTED), doctor_li)
    visit = Visit.objects.create(
        patient=wang_fang, clinic=dongyuan, began_at=NOON - HOUR
    )
    imported(wang_fang, dongyuan, at=NOON, visit_id=visit.pk, is_new=False)
    assert catch_up(at=NOON) == 0
    return visit


def charge(visit) -> None:
    told = {"patient": visit.patient, "clinic": visit.clinic, "visit": visit}
    Charge.objects.create(
        day=NOON.date(), amount_fen=1, service_name="微创拔牙术", **told
    )


def test_what_was_charged_by_hand_tells_of_the_visit_before(visit):
    charge(visit)
    told_of = {"patient_id": visit.patient_id, "clinic_id": visit.clinic_id}
    written("visits.charged", at=NOON + HOUR, **told_of)

    assert catch_up(at=NOON + 2 * HOUR) == 1


def test_what_an_import_brought_tells_of_anybody(visit):
    charge(visit)
    written("exchange.imported", at=NOON + HOUR)

    assert catch_up(at=NOON + 2 * HOUR) == 1


def test_once_a_day_everything_is_looked_through(visit):
    charge(visit)

    assert catch_up(at=NOON + HOUR) == 0
    assert catch_up(at=NOON + 21 * HOUR) == 1


def test_what_was_noticed_at_once_is_not_noticed_again(marked, wang_fang, dongyuan):
    told = {"clinic_id": dongyuan.pk, "patient_id": wang_fang.pk, "visit_id": 1}
    book.record(Departed(at=NOON + HOUR, by_id=None, next_kind="NONE", **told))

    assert catch_up(at=NOON + 2 * HOUR) == 0
    assert ProtocolEnrolment.objects.count() == 1
