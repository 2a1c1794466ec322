"""Tampering with the journal shows, whatever way it was done."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction

from renxin.journal import book, chain
from renxin.journal.facts import Fact
from renxin.journal.models import Entry
from tests.cast import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, kw_only=True)
class Waved(Fact):
    """Somebody waved."""

    name = "tests.waved"
    title = "Waved"
    times: int = 1


@pytest.fixture
def alone(monkeypatch):
    """Leave out who else is on this server: it tells of all its databases at once."""
    monkeypatch.setattr(chain, "oldest_under_way", lambda: 2**62)


@pytest.fixture
def chained(alone):
    for times in range(1, 6):
        book.record(Waved(at=NOON, by_id=None, times=times))
    chain.lay()
    return list(Entry.objects.order_by("pk"))


def tamper(sql, *values):
    """Do what only the owner of the database can: switch the triggers off."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("journal_entry", "journal_link"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("journal_entry", "journal_link"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_whole_journal_passes(chained):
    assert chain.head().position == 5
    assert chain.verify() is None


def test_laying_again_adds_only_what_is_new(chained):
    book.record(Waved(at=NOON, by_id=None))

    assert chain.lay() == 1
    assert chain.verify() is None


def test_the_database_refuses_to_change_an_entry(chained):
    with pytest.raises(DatabaseError):
        Entry.objects.filter(pk=chained[0].pk).update(fact="tests.forged")
    with pytest.raises(DatabaseError):
        Entry.objects.filter(pk=chained[0].pk).delete()


def test_a_changed_entry_shows(chained):
    tamper(
        "UPDATE journal_entry SET particulars = '{\"times\": 99}' WHERE id = %s",
        chained[2].pk,
    )

    fault = chain.verify()

    assert fault is not None
    assert fault.position == 3


def test_a_swapped_pair_shows(chained):
    tamper(
        "UPDATE journal_entry SET at = at + interval '1 hour' WHERE id = %s",
        chained[1].pk,
    )

    assert chain.verify() is not None


def test_a_link_taken_out_shows(chained):
    tamper("DELETE FROM journal_link WHERE position = 2")

    fault = chain.verify()

    assert fault is not None
    assert fault.position == 2


def test_an_entry_slipped_in_later_shows(chained):
    tamper(
        "INSERT INTO journal_entry (fact, at, particulars, transaction)"
        " VALUES ('tests.waved', now(), '{}', %s)",
        chained[0].transaction,
    )

    assert chain.verify() is not None


def test_a_chain_laid_anew_does_not_match_the_head_that_was_kept(chained):
    kept = chain.head()
    tamper("DELETE FROM journal_link")
    tamper(
        "UPDATE journal_entry SET particulars = '{\"times\": 99}' WHERE id = %s",
        chained[0].pk,
    )
    chain.lay()

    assert chain.verify() is None
    assert chain.verify(kept) is not None


def test_a_shortened_chain_does_not_reach_the_head_that_was_kept(chained):
    kept = chain.head()
    tamper("DELETE FROM journal_link WHERE position > 3")
    tamper("DELETE FROM journal_entry WHERE id > %s", chained[2].pk)

    assert chain.verify(kept) is not None


def test_an_entry_of_a_transaction_still_under_way_waits():
    with transaction.atomic():
        book.record(Waved(at=NOON, by_id=None))
        entry = Entry.objects.latest("pk")

        assert not chain._settled_after(None).filter(pk=entry.pk).exists()
