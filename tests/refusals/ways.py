"""The ways in that are no page: the database itself, and what a file may bring."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from renxin.exchange.kinds import Kind, fields_of
from renxin.exchange.taking.targets import TARGETS
from renxin.site.doors import doors
from renxin.voice.models import Wording, WordingVersion
from renxin.voice.outbox import sending
from tests.cast import NOON
from tests.renxin.voice import words

EVE = ("EVE", "ANY")


def sql(statement: str, values: list[object] | None = None) -> list[tuple]:
    """Past every page and every verb: what the tables themselves let through."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or [])
        return cursor.fetchall() if cursor.description else []


def insert(table: str, **row: object) -> None:
    named, filled = ", ".join(row), ", ".join(["%s"] * len(row))
    sql(f"INSERT INTO {table} ({named}) VALUES ({filled})", list(row.values()))


@contextmanager
def refused(why: str) -> Iterator[None]:
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        yield


def columns_of(table: str) -> set[str]:
    asked = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
    return {name for (name,) in sql(asked, [table])}


def brought() -> set[str]:
    """Every field a row of any file may carry."""
    return {field.name for kind in Kind for field in fields_of(kind)}


def reaches() -> set[str]:
    """The rooms of the house a file is written into."""
    return {target.model.partition(".")[0] for target in TARGETS.values()} | {
        "patients"
    }


def addresses() -> set[str]:
    """Every address of ours, by its name."""
    return {door.name for door in doors() if door.name}


def to(name: str, *args: object) -> str:
    return reverse(name, args=args)


def typed(**more: object) -> dict[str, object]:
    """What somebody types who writes the next words of a reminder."""
    draft = words.PLAIN
    return {"zh": draft.zh, "en": draft.en, "expires_on": "", "after": 0} | more


def wrote(by, zh: str, surface: str = "svc") -> WordingVersion:
    """Words on a topic of our own, waiting for a second person."""
    topic = f"OWN_{Wording.objects.count()}"
    wording = words.own_topic(topic, surface=surface)
    return words.write(wording, by, replace(words.PLAIN, zh=zh))


def approved_past_everybody(version: WordingVersion, by, reason: str = "") -> None:
    told = {"is_approved": True, "reason": reason, "at": NOON}
    insert("voice_wordingreview", version_id=version.pk, by_id=by.pk, **told)


def sent(ways, at=NOON) -> None:
    """Whatever is due by then goes out, if it may."""
    sending.send_due(now=lambda: at, ways=ways)
