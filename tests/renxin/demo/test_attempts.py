import numpy as np

from renxin.demo.attempts import no_show_odds
from renxin.demo.books import CONTINUING, FIRST
from renxin.demo.words import truth as known


def test_no_shows_are_as_likely_as_the_truth_says(tables, truth):
    odds = {row["appointment_id"]: row["no_show_odds"] for row in truth["bookings"]}
    open_to_it = [
        row for row in tables["appointments"] if row["outcome"] in {"KEPT", "NO_SHOW"}
    ]
    expected = sum(odds[row["appointment_id"]] for row in open_to_it)
    missed = sum(row["outcome"] == "NO_SHOW" for row in open_to_it)

    spread = np.sqrt(expected)
    assert abs(missed - expected) < 4 * spread


def test_the_likelier_fifth_misses_more(tables, truth):
    odds = {row["appointment_id"]: row["no_show_odds"] for row in truth["bookings"]}
    rows = sorted(
        (
            row
            for row in tables["appointments"]
            if row["outcome"] in {"KEPT", "NO_SHOW"}
        ),
        key=lambda row: odds[row["appointment_id"]],
    )
    fifth = len(rows) // 5
    low = sum(row["outcome"] == "NO_SHOW" for row in rows[:fifth])
    high = sum(row["outcome"] == "NO_SHOW" for row in rows[-fifth:])

    assert high > 4 * low


def test_the_log_odds_are_the_written_ones():
    tale = known()["no_show"]

    odds = no_show_odds(
        lead=np.array([0, 6]),
        kind=np.array([CONTINUING, FIRST]),
        years=np.array([40.0, 25.0]),
        missed=np.array([0, 9]),
        reminded=np.array([False, True]),
    )

    assert odds[0] == tale["base"]
    assert odds[1] == (
        tale["base"]
        + tale["log_lead"] * np.log(7)
        + tale["first"]
        + tale["young_adult"]
        + tale["missed_before"] * 3
        + tale["reminded"]
    )


def test_bookings_come_before_their_time(tables):
    assert all(row["booked_at"] < row["starts_at"] for row in tables["appointments"])
