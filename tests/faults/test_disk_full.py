"""FI-07: the disk is full when a command is about to be kept.

PostgreSQL itself says so, at the commit and within, as it would; what was asked
for is refused whole, what is there can be read, and once there is room the same
request, sent again, is carried out once.
"""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.staff.roles import Role
from tests.cast import signed_in
from tests.faults.commands import COMMANDS, house

pytestmark = pytest.mark.django_db(transaction=True)

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
CREATE CONSTRAINT TRIGGER no_room AFTER INSERT ON {table}
{when} FOR EACH ROW EXECUTE FUNCTION no_room()
"""
MOMENTS = {
    "within": ("patients_patient", "NOT DEFERRABLE"),
    "in the journal": ("journal_entry", "NOT DEFERRABLE"),
    "at the commit": ("desk_receipt", "DEFERRABLE INITIALLY DEFERRED"),
}


@contextmanager
def no_room(table, when):
    with connection.cursor() as cursor:
        cursor.execute(NO_ROOM.format(table=table, when=when))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION no_room CASCADE")


def send(desk, url, data):
    return desk.post(url, data, headers={"Idempotency-Key": "the-key"})


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_full_disk_refuses_whole_reads_on_and_recovers(moment):
    world = house()
    _desk, url, data = COMMANDS["patients:new"](world)
    desk = signed_in(
        Client(raise_request_exception=False), world["people"][Role.GREETER]
    )
    patients, entries = Patient.objects.count(), Entry.objects.count()

    with no_room(*MOMENTS[moment]):
        refused = send(desk, url, data)
        read = desk.get(f"/patients/{world['patient'].pk}/")

    assert refused.status_code == 507
    assert "满" in refused.content.decode()
    assert (Patient.objects.count(), Entry.objects.count()) == (patients, entries)
    assert read.status_code == 200
    for _twice in range(2):
        assert send(desk, url, data).status_code == 302
    assert Patient.objects.count() == patients + 1
