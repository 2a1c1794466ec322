"""Real exports go in, and the known figures come out of the database."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from renxin.booking.models import Appointment
from renxin.exchange.reading.mapping import Mapping
from renxin.patients.models import Patient
from renxin.visits.models import Charge, Visit
from tests.cast import NOON
from tests.renxin.exchange.conftest import counts, everything, taken_in
from tests.renxin.exchange.reading.maps import MAPS

DATA = Path(__file__).parents[4] / "shared" / "data"

# The bundles tell of visits of the spring of 2026.
LATER = NOON + timedelta(days=365)

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real data is not at ../shared/data"
)

AHEAD = """
SELECT count(*), count(*) FILTER (WHERE outcome.kind = 'NO_SHOW')
FROM booking_appointment a JOIN booking_outcome outcome ON outcome.appointment_id = a.id
WHERE (booked_at AT TIME ZONE %s)::date < (starts_at AT TIME ZONE %s)::date
"""
TOP_FIFTH = """
SELECT sum(money) FILTER (WHERE place <= round(people * 0.2)) / max(whole)
FROM (
    SELECT money, row_number() OVER (ORDER BY money DESC) AS place,
        count(*) OVER () AS people, sum(money) OVER () AS whole
    FROM (SELECT sum(amount_fen) AS money FROM visits_charge GROUP BY patient_id) paid
) ranked
"""


def shipped(name):
    return Mapping.read((MAPS / name).read_text("utf-8"))


def one_row(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Sao_Paulo"])
def test_vitorias_appointments(dongyuan, read_here, zone):
    dongyuan.zone = zone
    dongyuan.save()

    taken = taken_in(
        DATA / "vitoria-appointments.csv.gz",
        dongyuan,
        layout=shipped("vitoria-appointments.toml"),
    )

    assert (taken.count("rows"), *counts(taken)) == (75_283, 75_278, 0, 0, 5)
    assert Patient.objects.count() == taken.count("bare") == 47_827
    assert Appointment.objects.filter(outcome__kind="NO_SHOW").count() == 15_777
    assert one_row(AHEAD, zone, zone) == (48_873, 14_469)
    days = (
        "SELECT min(starts_at AT TIME ZONE %s), max(starts_at AT TIME ZONE %s)"
        " FROM booking_appointment"
    )
    assert [str(day) for day in one_row(days, zone, zone)] == [
        "2016-04-29 00:00:00",
        "2016-05-25 00:00:00",
    ]


def test_cdnows_purchases_as_charges(dongyuan, read_here):
    taken = taken_in(
        DATA / "cdnow-sample.txt.gz", dongyuan, layout=shipped("cdnow-charges.toml")
    )

    assert counts(taken) == (6_919, 0, 0, 0)
    assert Charge.objects.values("patient").distinct().count() == 2_357
    assert round(one_row(TOP_FIFTH)[0], 3) == Decimal("0.674")


def test_ten_bundles_of_fhir_twice(dongyuan, read_here):
    paths = sorted((DATA / "fhir-r4-synthea").glob("*.json.gz"))

    def bring():
        layout = Mapping(kind="patients", source="synthea")
        return taken_in(paths, dongyuan, layout=layout, at=LATER)

    first = bring()
    before = everything()
    again = bring()

    assert counts(first) == (352, 0, 0, 0)
    assert (Patient.objects.count(), Visit.objects.count()) == (10, 342)
    assert Patient.objects.filter(name="Darwin Leffler", sex="MALE").exists()
    assert counts(again) == (0, 0, 352, 0)
    assert everything() == before
