import pytest

from pulse.models.bookings import bookings
from pulse.models.features import PROTECTED, Decision, Design, Protected, facts, refuse
from pulse.tables import TABLES
from tests.pulse.models.house import book

# What a patient's row says besides who they are and where they are known.
PERSONAL = {one.name for one in TABLES["patients"].columns} - {
    "clinic",
    "registered_on",
}


@pytest.mark.parametrize("column", sorted(PROTECTED))
def test_what_says_who_a_person_is_is_refused_however_it_is_written(column):
    with pytest.raises(Protected, match="never rests on"):
        refuse(["department", f" {column.upper()} "])


def test_everything_personal_in_the_contract_is_protected():
    assert PERSONAL <= PROTECTED


def test_what_the_house_arranges_is_not_refused():
    assert not PROTECTED & {"department", "clinic", "resource"}
    refuse(["department", "clinic", "resource"])


def seen(opened, decision, rows):
    held = bookings(opened(appointments=rows))
    chosen = decision.is_open(held).nonzero()[0]
    return facts(held, decision, decision.days(held), chosen), held.missed[chosen]


def test_a_level_seen_rarely_is_no_column(opened):
    rows = book(count=400)
    rows[0] |= {"starts_at": "2025-03-02T22:00", "booked_at": "2025-03-01T08:00"}

    design = Design.of(*seen(opened, Decision.EVE, rows))

    assert ("hour", "17–24") in design.columns
    assert ("lead", "0") not in design.columns
    assert all(level != "" for name, level in design.columns[1:-2])


def test_a_newcomer_has_no_history(opened):
    told, missed = seen(opened, Decision.BOOKING, book(count=300, people=300))
    matrix, which = Design.of(told, missed).patterns(told)

    is_new = told.known == 0
    assert (matrix[which][is_new, -2:] == [0, 1]).all()
    assert (matrix[which][~is_new, -1] == 0).all()


def test_bookings_that_look_alike_are_one_pattern(opened):
    told, missed = seen(opened, Decision.EVE, book(count=2000, people=20))
    matrix, which = Design.of(told, missed).patterns(told)

    looks = [
        (*told.of(row).values(), told.missed[row], told.known[row])
        for row in range(len(missed))
    ]
    assert len(matrix) == len(set(looks)) == which.max() + 1
