import pytest

from pulse import figures
from tests.pulse.cast import THIS_YEAR, appointment, visit

MORNING = {
    "shift_id": "S1",
    "staff": "李",
    "role": "DOCTOR",
    "starts_at": "2025-03-01T08:00",
    "ends_at": "2025-03-01T12:00",
}


@pytest.fixture
def told(opened):
    """One figure of a year, of tables given as rows."""

    def tell(code, **tables):
        return figures(opened(**tables), THIS_YEAR, codes=[code]).figures[0]

    return tell


def seen(patient, at, **more):
    return visit(patient, at, arrived_at=at, seen_at=at, doctor="李", **more)


def test_a_visit_was_booked_where_a_booking_was_kept_that_day(told):
    visits = [
        visit("甲", "2025-03-01T09:10"),
        visit("乙", "2025-03-01T09:10"),
        visit("丙", "2025-03-01T09:10"),
        visit("丁", "2025-03-01T03:00", urgency="EMERGENCY"),
    ]
    bookings = [
        appointment("甲", "2025-03-01T09:00", "KEPT", walk_in="false"),
        appointment("乙", "2025-03-02T09:00", "KEPT", walk_in="false"),
        appointment("丙", "2025-03-01T09:00", "KEPT", walk_in="true"),
    ]

    booked = told("K05", visits=visits, appointments=bookings)

    assert (booked.part, booked.whole) == (1, 3)


def test_two_bookings_of_a_day_are_one_booked_visit(told):
    bookings = [
        appointment("甲", "2025-03-01T09:00", "KEPT"),
        appointment("甲", "2025-03-01T10:00", "KEPT"),
    ]

    booked = told(
        "K05", visits=[visit("甲", "2025-03-01T09:00")], appointments=bookings
    )

    assert (booked.part, booked.whole) == (1, 1)


def waited(patient, arrived, called):
    day = "2025-03-01T"
    more = {"arrived_at": day + arrived, "seen_at": day + called}
    return visit(patient, day + "09:00", **more)


def test_waiting_is_told_by_its_median_and_by_nine_in_ten(told):
    visits = [waited(f"{n}", "09:00", f"09:{n * 5:02}") for n in range(1, 12)]

    assert (told("K09", visits=visits).value, told("K09", visits=visits).n) == (30, 11)
    assert told("K09.P90", visits=visits).value == 50


def test_whoever_comes_early_waits_from_the_booked_time(told):
    bookings = [appointment("甲", "2025-03-01T09:00", "KEPT")]

    def wait(arrived, called):
        rows = [waited("甲", arrived, called)]
        return told("K09", visits=rows, appointments=bookings).value

    assert wait("08:30", "09:10") == 10
    assert wait("09:05", "09:25") == 20
    assert wait("08:30", "08:50") == 0


def test_a_wait_without_both_moments_or_backwards_is_not_counted(told):
    visits = [waited("甲", "09:30", "09:10"), visit("乙", "2025-03-01T09:00")]

    nobody = told("K09", visits=visits)

    assert (nobody.value, nobody.n, nobody.part) == (None, 0, None)


@pytest.mark.parametrize(("at", "in_time"), [("08:05", 1), ("08:06", 0), ("07:45", 1)])
def test_a_session_is_in_time_up_to_five_minutes_late(told, at, in_time):
    begun = told("K10", shifts=[MORNING], visits=[seen("甲", f"2025-03-01T{at}")])

    assert (begun.part, begun.whole) == (in_time, 1)


def test_a_session_begins_with_its_first_booking_kept(told):
    bookings = [
        appointment("甲", "2025-03-01T08:15", "NO_SHOW", doctor="李"),
        appointment("乙", "2025-03-01T08:30", "KEPT", doctor="李"),
    ]
    visits = [seen("乙", "2025-03-01T08:34")]

    begun = told("K10", shifts=[MORNING], visits=visits, appointments=bookings)

    assert (begun.part, begun.whole) == (1, 1)


def test_a_shift_of_an_assistant_or_without_a_patient_is_no_session(told):
    shifts = [MORNING, MORNING | {"shift_id": "S2", "role": "ASSISTANT"}]
    elsewhere = [seen("甲", "2025-03-01T13:00")]

    begun = told("K10", shifts=shifts, visits=elsewhere)

    assert (begun.part, begun.whole, begun.value) == (0, 0, None)
