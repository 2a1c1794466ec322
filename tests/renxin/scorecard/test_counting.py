from datetime import date
from itertools import product

from django.db import connection

import pulse
from renxin.scorecard import pieces
from renxin.scorecard.counting import HOUSE, Sheet
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.span import Over, Span

FEBRUARY = date(2026, 2, 1)

# What the lake says must be what the database says, asked by hand.
BY_HAND = {
    "K07": """
        SELECT count(*) FILTER (WHERE o.kind = 'NO_SHOW'), count(*)
        FROM booking_appointment a JOIN booking_outcome o ON o.appointment_id = a.id
        JOIN clinics_clinic c ON c.id = a.clinic_id
        WHERE o.kind <> 'CANCELLED_BY_CLINIC' AND NOT a.is_walk_in
          AND c.code = %(clinic)s
          AND (a.starts_at AT TIME ZONE c.zone)::date >= %(start)s
          AND (a.starts_at AT TIME ZONE c.zone)::date < %(end)s
    """,
    "K22": """
        WITH v AS (
            SELECT v.patient_id, c.code, (v.began_at AT TIME ZONE c.zone)::date AS day
            FROM visits_visit v JOIN clinics_clinic c ON c.id = v.clinic_id
        ), active AS (
            SELECT DISTINCT patient_id, code FROM v
            WHERE day >= %(end)s::date - interval '24 months'
              AND day < %(end)s::date - interval '12 months'
        ), since AS (
            SELECT DISTINCT patient_id FROM v
            WHERE day >= %(end)s::date - interval '12 months' AND day < %(end)s
        )
        SELECT count(*) FILTER (WHERE s.patient_id IS NULL), count(*)
        FROM active a LEFT JOIN since s USING (patient_id) WHERE a.code = %(clinic)s
    """,
}


def by_hand(code: str, clinic: str, span: Span) -> tuple[int, int]:
    with connection.cursor() as cursor:
        told = {"clinic": clinic, "start": span.start, "end": span.end}
        cursor.execute(BY_HAND[code], told)
        part, whole = cursor.fetchone()
    return part, whole


def sheet(snapshot: Snapshot, over: Over = Over.MONTH) -> Sheet:
    found = pieces.sheet(snapshot, Span(over, FEBRUARY))
    assert found
    return found


def test_the_lake_counts_what_the_database_counts(standing: Snapshot) -> None:
    told, expected = {}, {}
    for over, clinic, code in product(Over, ("dongyuan", "hexi"), BY_HAND):
        count = sheet(standing, over).now[clinic].get(code)
        told[over, clinic, code] = (count.part, count.whole) if count else (0, 0)
        expected[over, clinic, code] = by_hand(code, clinic, Span(over, FEBRUARY))

    assert told == expected


def test_ten_of_twenty_four_were_lost(standing: Snapshot) -> None:
    lost = sheet(standing).now["dongyuan"]["K22"]

    assert (lost.part, lost.whole) == (10, 24)


def test_the_house_is_its_clinics_together(standing: Snapshot) -> None:
    now = sheet(standing).now

    assert now[HOUSE]["K22"].whole == 36
    assert now[HOUSE]["K22"].part == 16


def test_a_month_without_anything_has_no_value(standing: Snapshot) -> None:
    first_visits = sheet(standing).now["dongyuan"]["K01"]

    assert first_visits.whole == 0
    assert first_visits.value is None


def test_months_added_up_are_what_is_asked_directly(standing: Snapshot) -> None:
    span = Span(Over.YEAR, FEBRUARY)
    tables = pieces.opened(standing.folder)
    asked = pulse.figures(tables, span.period, by=("clinic",)).figures
    directly = {
        (one.by["clinic"], one.code): (one.part, one.whole)
        for one in asked
        if set(one.by) == {"clinic"} and one.part is not None and one.whole
    }

    added = sheet(standing, Over.YEAR).now

    assert directly
    for (clinic, code), both in directly.items():
        count = added[str(clinic)][code]
        assert (count.part, count.whole) == both, code


def test_what_is_not_kept_here_says_so(standing: Snapshot) -> None:
    assert sheet(standing).left_out["K17"] == "no table `admissions`"


def test_what_was_counted_is_kept_with_the_facts(standing: Snapshot) -> None:
    sheet(standing)

    kept = standing.counted / "sheet_2026-02.json"

    assert kept.is_file()
