import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest

from renxin.cli import run
from renxin.site.postgres import database, letters
from renxin.site.postgres.database import Server


@contextmanager
def made(ctype: str) -> Iterator[Server]:
    """A database of its own beside the tests', with such letters."""
    name = f"letters_{re.sub('[^a-z0-9]', '', ctype.lower())}"
    place = replace(database.chosen(), name=name)
    with psycopg.connect(place.conninfo("postgres"), autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name}")
        link.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
            f" LC_COLLATE 'C' LC_CTYPE '{ctype}' LOCALE_PROVIDER libc"
        )
        try:
            yield place
        finally:
            link.execute(f"DROP DATABASE {name}")


@pytest.mark.django_db
@pytest.mark.parametrize(("ctype", "known"), [("C", False), ("C.UTF-8", True)])
def test_a_database_tells_whether_it_knows_chinese_letters(ctype, known):
    with made(ctype) as place:
        assert letters.are_known(place) is known


@pytest.mark.django_db
def test_somebodys_own_server_without_letters_is_warned_of_in_one_sentence(monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "en")
    with made("C") as place:
        said = run.warning(replace(place, cluster=None))

    assert "LC_CTYPE=C" in said
    assert len(said.splitlines()) == 1
