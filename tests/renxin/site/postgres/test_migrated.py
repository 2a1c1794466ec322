import psycopg
import pytest
from django.db import connection

from renxin.site.postgres import database, migrated
from renxin.staff.models import Staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def noted():
    with psycopg.connect(database.chosen().conninfo()) as link:
        migrated.note(link)


def test_tables_without_a_note_are_looked_at():
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE django_migrations IS NULL")

    assert not migrated.needs_nothing(database.chosen())


def test_an_empty_house_still_needs_its_first_key(noted):
    assert not migrated.needs_nothing(database.chosen())


def test_a_house_with_people_and_the_same_migrations_opens_at_once(noted):
    Staff.objects.create(username="wang.min", name="王敏")

    assert migrated.needs_nothing(database.chosen())


def test_another_migration_ends_that(noted, monkeypatch):
    Staff.objects.create(username="wang.min", name="王敏")
    monkeypatch.setattr(migrated, "fingerprint", lambda: "0123456789abcdef")

    assert not migrated.needs_nothing(database.chosen())
