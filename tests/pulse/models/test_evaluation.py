import csv
import gzip
import random
from datetime import date
from pathlib import Path

import pytest

from pulse.engines import duckdb
from pulse.models import Decision, NotYetKnown, evaluate, learn
from pulse.models.bookings import bookings
from pulse.models.evaluation import tried
from tests.pulse.cast import written
from tests.pulse.models.house import book

VITORIA = Path(__file__).parents[4] / "shared" / "data" / "vitoria-appointments.csv.gz"
BOTH = pytest.mark.parametrize("decision", list(Decision))
CUT = date(2025, 5, 1)


@BOTH
def test_chances_hold_on_later_decisions(opened, decision):
    found = evaluate(opened(appointments=book(count=8000)), decision=decision)

    ahead = found.ahead
    assert ahead.auc.low > 0.55
    assert ahead.expected == pytest.approx(ahead.missed, rel=0.15)
    assert ahead.brier.value < ahead.usual[0]
    assert ahead.log_loss.value < ahead.usual[1]
    assert ahead.auc.value > found.by_lead_alone


@BOTH
def test_what_follows_no_rule_cannot_be_foretold(opened, decision):
    chance = random.Random(9)  # noqa: S311  chance is all there is
    rows = [
        row | {"outcome": chance.choice(["KEPT", "KEPT", "NO_SHOW"])} for row in book()
    ]

    told = evaluate(opened(appointments=rows), decision=decision).all

    assert told.auc.low < 0.5 < told.auc.high


@BOTH
def test_a_booking_is_scored_without_its_own_day_and_what_follows(opened, decision):
    """Forge every outcome from a day on: what was decided by then stands as it did."""
    rows, since = book(), date(2025, 6, 10)
    forged = [
        row | {"outcome": "NO_SHOW"} if row["starts_at"] >= since.isoformat() else row
        for row in rows
    ]

    scores = []
    for told in (rows, forged):
        tables = opened(appointments=told)
        held = bookings(tables)
        chosen, chances = tried(held, learn(tables, until=CUT, decision=decision))
        decided = decision.days(held)[chosen] <= (since - date(1970, 1, 1)).days
        scores.append(chances[decided].tolist())

    assert scores[0] == scores[1]
    assert len(scores[0]) > 200


def test_only_decisions_after_the_cut_are_tried(opened):
    tables = opened(appointments=book())
    held = bookings(tables)

    chosen, _ = tried(held, learn(tables, until=CUT, decision=Decision.BOOKING))

    assert held.booked[chosen].min() >= (CUT - date(1970, 1, 1)).days


def test_the_evening_before_nobody_booked_for_today(opened):
    found = evaluate(opened(appointments=book()), decision=Decision.EVE)

    assert found.same_day is None
    assert found.all.n == found.ahead.n


def test_nothing_to_try_is_said(opened):
    rows = [row | {"outcome": "DUE"} for row in book(count=50)]

    with pytest.raises(NotYetKnown, match="No booking"):
        evaluate(opened(appointments=rows))


@pytest.fixture(scope="module")
def vitoria(tmp_path_factory):
    if not VITORIA.is_file():
        pytest.skip("the shared data folder is not beside the repository")
    with gzip.open(VITORIA, "rt", encoding="utf-8") as file:
        rows = [
            {
                "appointment_id": row["AppointmentID"],
                "patient_id": row["PatientId"],
                "booked_at": row["ScheduledDay"].removesuffix("Z"),
                "starts_at": row["AppointmentDay"][:10],
                "outcome": "NO_SHOW" if row["No-show"] == "Yes" else "KEPT",
                "reminded": row["SMS_received"],
            }
            for row in csv.DictReader(file)
        ]
    lake = written(tmp_path_factory.mktemp("vitoria"), {"appointments": rows})
    return duckdb.open(lake, zone="America/Sao_Paulo")


def test_bookings_made_after_their_own_day_are_refused(vitoria):
    (account,) = vitoria.accounts

    assert account.why == {"booked after its own day": 5}


@BOTH
def test_real_bookings_are_foretold_no_better_than_is_honest(vitoria, decision):
    found = evaluate(vitoria, decision=decision)

    assert found.ahead.auc.low > 0.5
    assert found.all.auc.high < 0.80, "it has seen what it should not"
    assert found.ahead.auc.value > found.by_lead_alone
    assert found.ahead.expected == pytest.approx(found.ahead.missed, rel=0.15)
    assert found.ahead.brier.value < found.ahead.usual[0]
    assert found.ahead.log_loss.value < found.ahead.usual[1]


def test_those_booked_ahead_are_much_harder_than_all(vitoria):
    found = evaluate(vitoria, decision=Decision.BOOKING)

    assert found.ahead.auc.high < found.all.auc.low
