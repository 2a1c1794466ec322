import json
from dataclasses import dataclass
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.journal.models import Entry
from renxin.site.postgres import database
from tests.cast import NOON


@dataclass(frozen=True, kw_only=True)
class Nodded(Fact):
    """Somebody nodded."""

    name = "tests.nodded"
    title = "Nodded"
    on: date | None = None


class Startled(Exception):
    """A reaction that goes wrong."""


@pytest.fixture
def reaction():
    """Take a reaction for one test and forget it again."""

    def take(what):
        book.on(Nodded)(what)
        return what

    yield take
    book.reactions.pop(Nodded, None)


def test_a_fact_is_read_back_as_it_was_told(db):
    entry = book.record(Nodded(at=NOON, by_id=7, patient_id=3, on=date(2026, 3, 2)))

    told = Entry.objects.get(pk=entry.pk).told()

    assert isinstance(told, Nodded)
    assert (told.at, told.by_id, told.patient_id) == (NOON, 7, 3)
    assert told.on == "2026-03-02"


def test_a_fact_this_version_does_not_know_is_not_guessed(db):
    entry = Entry.objects.create(fact="tests.from_the_future", at=NOON)

    assert entry.told() is None


def test_what_a_reaction_cannot_do_did_not_happen(db, reaction):
    @reaction
    def startle(fact):
        raise Startled

    with pytest.raises(Startled), transaction.atomic():
        book.record(Nodded(at=NOON, by_id=None))

    assert not Entry.objects.exists()


def test_reactions_run_in_the_order_they_were_registered(db, reaction):
    heard = []
    reaction(lambda fact: heard.append("first"))
    reaction(lambda fact: heard.append("second"))

    book.record(Nodded(at=NOON, by_id=None))

    assert heard == ["first", "second"]


def test_many_facts_are_written_together_and_each_is_reacted_to(db, reaction):
    heard = []
    reaction(lambda fact: heard.append(fact.by_id))

    entries = book.record_all([Nodded(at=NOON, by_id=one) for one in range(3)])

    assert [entry.by_id for entry in entries] == heard == [0, 1, 2]
    assert Entry.objects.count() == 3
    assert book.record_all([]) == []


def test_two_facts_cannot_share_a_name():
    with pytest.raises(TypeError):
        type("Shook", (Fact,), {"name": "tests.nodded", "title": ""})


@pytest.mark.django_db(transaction=True)
def test_open_screens_hear_of_it_at_commit_and_not_before():
    listener = psycopg.connect(
        database.chosen().conninfo(connection.settings_dict["NAME"]), autocommit=True
    )
    listener.execute("LISTEN journal")

    with transaction.atomic():
        book.record(Nodded(at=NOON, by_id=None, clinic_id=4))
        early = list(listener.notifies(timeout=0.05, stop_after=1))
    heard = next(listener.notifies(timeout=5, stop_after=1))
    listener.close()

    assert early == []
    assert json.loads(heard.payload) == {
        "fact": "tests.nodded",
        "clinic": 4,
        "patient": None,
    }
