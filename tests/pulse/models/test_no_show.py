import random
from datetime import date

import pytest

from pulse.models import (
    PROTECTED,
    Decision,
    NotYetKnown,
    Protected,
    evaluate,
    learn,
)
from tests.pulse.cast import appointment
from tests.pulse.models.house import book, persons

TODAY = date(2025, 6, 1)
BOTH = pytest.mark.parametrize("decision", list(Decision))


def forged(rows, since):
    """The same book with everything that came of it later made up anew."""
    chance = random.Random(1)  # noqa: S311  a forger needs no secrets
    return [
        row | {"outcome": chance.choice(["NO_SHOW", "KEPT"])}
        if row["starts_at"] >= since.isoformat()
        else row
        for row in rows
    ]


def told(tables, decision, on=TODAY):
    model = learn(tables, until=on, decision=decision)
    return model, model.chances(tables, on=on)


@BOTH
def test_forging_the_future_moves_no_chance(opened, decision):
    rows = book()
    honest = told(opened(appointments=rows), decision)

    later = told(opened(appointments=forged(rows, TODAY)), decision)

    assert later == honest
    assert len(honest[1].listed) > 50


@BOTH
def test_forging_the_past_does(opened, decision):
    rows = book()
    honest = told(opened(appointments=rows), decision)

    assert told(opened(appointments=forged(rows, date(2025, 5, 1))), decision) != honest


@pytest.mark.parametrize("ask", [learn, evaluate])
def test_a_chance_never_rests_on_who_a_person_is(opened, ask):
    tables = opened(appointments=[row | {"sex": "女"} for row in book(count=1)])
    when = {"until": TODAY} if ask is learn else {}

    with pytest.raises(Protected, match="`sex`"):
        ask(tables, also=["department", "sex"], **when)


def test_what_is_known_of_the_person_changes_nothing(opened):
    rows = book(count=2000)
    bare = told(opened(appointments=rows), Decision.EVE)
    people = persons(sex="女", birth_on="1950-01-01", payer="自费", channel="网络")

    assert told(opened(appointments=rows, patients=people), Decision.EVE) == bare
    assert not PROTECTED & {name for name, _ in bare[0].design.columns}


def test_a_longer_lead_and_a_habit_raise_the_chance(opened):
    model, ahead = told(opened(appointments=book()), Decision.EVE)

    weights = dict(zip(model.design.columns, model.weights, strict=True))
    assert weights["lead", "31+"] > weights["lead", "1"]
    assert weights["earlier", ""] > 0
    assert ahead.listed[0].chance > ahead.listed[-1].chance


def test_reminders_are_weighed_the_evening_before_and_never_told_as_a_reason(opened):
    tables = opened(appointments=book())

    names = {
        decision: {name for name, _ in told(tables, decision)[0].design.columns}
        for decision in Decision
    }

    assert "reminded" in names[Decision.EVE]
    assert "reminded" not in names[Decision.BOOKING]
    reasons = told(tables, Decision.EVE)[1].listed
    assert all(why.feature != "reminded" for one in reasons for why in one.reasons)


def test_the_house_may_name_a_column_of_its_own(opened):
    model = learn(opened(appointments=book()), until=TODAY, also=["department"])

    assert ("department", "正畸") in model.design.columns


def test_restricted_persons_are_counted_and_in_no_list(opened):
    rows = book(count=2000)
    people = [{"patient_id": "P1", "restricted": "true"}, {"patient_id": "P2"}]
    _, bare = told(opened(appointments=rows), Decision.EVE)

    _, ahead = told(opened(appointments=rows, patients=people), Decision.EVE)

    theirs = sum(one.patient_id == "P1" for one in bare.listed)
    assert (ahead.hidden, len(ahead.listed)) == (theirs, len(bare.listed) - theirs)
    assert all(one.patient_id != "P1" for one in ahead.listed)


def test_bookings_called_off_walked_in_or_not_yet_made_are_not_ahead(opened):
    more = [
        appointment("甲", "2025-06-09T09:00", "DUE", booked_at="2025-05-01"),
        appointment("乙", "2025-06-09T09:00", "CANCELLED_BY_PATIENT"),
        appointment("丙", "2025-06-09T09:00", "DUE", walk_in="true"),
        appointment("丁", "2025-06-09T09:00", "DUE", booked_at="2025-06-05"),
        appointment("戊", "2025-06-01T09:00", "DUE", booked_at="2025-05-01"),
        appointment("己", "2025-06-09T09:00", "DUE"),
    ]

    _, ahead = told(opened(appointments=[*book(), *more]), Decision.EVE)

    assert {one.patient_id for one in ahead.listed} & set("甲乙丙丁戊己") == {"甲"}


def test_a_model_is_not_asked_about_days_before_its_own(opened):
    tables = opened(appointments=book())
    model = learn(tables, until=TODAY)

    with pytest.raises(ValueError, match="cannot be asked"):
        model.chances(tables, on=date(2025, 5, 31))


def test_too_little_is_said_to_be_too_little(opened):
    with pytest.raises(NotYetKnown, match="at least 200 and 20"):
        learn(opened(appointments=book(count=150)), until=TODAY)


def test_without_the_day_of_booking_there_is_no_model(opened):
    bare = [appointment("甲", "2025-03-01", "KEPT")]

    with pytest.raises(NotYetKnown, match="No column `booked_at`"):
        learn(opened(appointments=bare), until=TODAY)


def test_empty_places_come_with_a_range(opened):
    _, ahead = told(opened(appointments=book()), Decision.EVE)

    mean, low, high = ahead.empty_places()

    assert mean == pytest.approx(sum(one.chance for one in ahead.listed))
    assert 0 <= low < mean < high <= len(ahead.listed)
