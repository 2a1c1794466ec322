import numpy as np

from pulse.engines import duckdb, polars
from pulse.models.bookings import UNKNOWN, bookings, day_number, day_of, earlier
from tests.pulse.cast import written
from tests.pulse.models.house import book


def test_what_was_known_is_what_came_before_the_day(opened):
    held = bookings(opened(appointments=book(count=600, people=40)))
    decided = held.days - 1

    missed, known = earlier(held, decided)

    for row in range(len(held.days)):
        before = (held.patients == held.patients[row]) & (held.days < decided[row])
        assert known[row] == before.sum()
        assert missed[row] == held.missed[before].sum()


def test_bookings_of_one_patient_and_day_cannot_see_each_other(opened):
    row = book(count=1)[0] | {"booked_at": "2025-01-01T08:00"}
    row["starts_at"] = "2025-03-01T09:00"
    day = [row | {"appointment_id": one, "outcome": "NO_SHOW"} for one in "ab"]

    held = bookings(opened(appointments=day))

    for decided in (held.booked, held.days - 1, held.days):
        assert [one.tolist() for one in earlier(held, decided)] == [[0, 0], [0, 0]]


def test_an_outcome_not_written_down_is_not_known(opened):
    row = book(count=1)[0] | {"outcome": "DUE", "booked_at": "", "reminded": ""}

    held = bookings(opened(appointments=[row]))

    told = (held.missed, held.booked, held.reminded)
    assert [one.tolist() for one in told] == [[UNKNOWN]] * 3


def test_both_engines_give_the_same_columns(tmp_path):
    lake = written(tmp_path, {"appointments": book(count=300)})

    ours, theirs = (
        bookings(engine.open(lake), ["department"]) for engine in (duckdb, polars)
    )

    assert (ours.ids, ours.more) == (theirs.ids, theirs.more)
    for name in ("days", "booked", "weekdays", "hours", "missed", "reminded"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))


def test_a_day_is_a_number_and_back():
    assert day_of(day_number(day_of(20_000))) == day_of(20_000)
