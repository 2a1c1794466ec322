from datetime import date

import pytest

from pulse import Period, Unreadable
from pulse.fetch import fetched
from tests.pulse.cast import appointment, charge, visit


def test_the_data_end_with_the_last_visit_not_with_a_booking_ahead(opened):
    tables = opened(
        visits=[visit("甲", "2025-12-31T23:40")],
        appointments=[appointment("甲", "2027-01-01", "NO_SHOW")],
    )

    assert tables.until() == date(2026, 1, 1)
    assert tables.last_year() == Period(date(2025, 12, 1), date(2026, 1, 1))


def test_without_visits_the_bookings_that_are_past_tell_the_end(opened):
    tables = opened(
        appointments=[
            appointment("甲", "2025-03-01", "KEPT"),
            appointment("甲", "2026-03-01", "DUE"),
        ]
    )

    assert tables.span() == (date(2025, 3, 1), date(2025, 3, 1))


def test_where_all_bookings_lie_ahead_they_tell_the_end(opened):
    tables = opened(appointments=[appointment("甲", "2027-03-01", "DUE")])

    assert tables.until() == date(2027, 3, 2)


def test_tables_without_a_dated_row_have_no_last_year(opened):
    tables = opened(patients=[{"patient_id": "甲"}])

    with pytest.raises(Unreadable, match="no dated rows"):
        tables.last_year()


def test_tables_are_a_mapping_of_frames(opened):
    tables = opened(
        visits=[visit("甲", "2025-03-01")], charges=[charge("甲", "2025-03-01", 1)]
    )

    assert sorted(tables) == ["charges", "visits"]
    assert len(tables) == 2
    assert "plans" not in tables


def test_what_is_lacking_is_named(opened):
    tables = opened(visits=[visit("甲", "2025-03-01")])

    assert tables.lacks(("visits",)) is None
    assert tables.lacks(("plans",)) == "no table `plans`"
    assert tables.lacks(("visits.kind",)) == "no column `kind` in `visits`"


def test_a_frame_asked_for_twice_is_worked_out_once(opened):
    tables = opened(visits=[visit("甲", "2025-03-01")])
    asked = []

    def make():
        asked.append(1)
        return tables["visits"]

    tables.once("these", make)
    kept = tables.once("these", make)

    assert asked == [1]
    assert len(fetched(kept)) == 1


def test_a_row_carries_its_day_and_month(opened):
    tables = opened(visits=[visit("甲", "2025-03-31T23:40")])

    (row,) = fetched(tables.rows("visits"))

    assert (row["day"], row["month"]) == (date(2025, 3, 31), 2025 * 12 + 2)
