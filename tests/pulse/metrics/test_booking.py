from pulse import figures
from tests.pulse.cast import THIS_YEAR, appointment


def called_off(patient, cancelled_at):
    starts = "2025-03-02T09:00"
    outcome = "CANCELLED_BY_PATIENT"
    return appointment(patient, starts, outcome, cancelled_at=cancelled_at)


def test_a_cancellation_is_late_within_twenty_four_hours(opened):
    bookings = [
        called_off("甲", "2025-03-01T09:00"),
        called_off("乙", "2025-03-01T09:01"),
        called_off("丙", ""),
        appointment("丁", "2025-03-02T09:00", "KEPT"),
    ]

    told = figures(
        opened(appointments=bookings), THIS_YEAR, codes=["K08", "K08.LATE"]
    ).figures

    assert [(one.code, one.part, one.whole) for one in told] == [
        ("K08", 3, 4),
        ("K08.LATE", 1, 4),
    ]


def test_without_the_moment_of_cancelling_lateness_is_not_told(opened):
    bookings = [appointment("甲", "2025-03-02T09:00", "CANCELLED_BY_PATIENT")]

    told = figures(opened(appointments=bookings), THIS_YEAR, codes=["K08.LATE"])

    assert told.left_out[0].reason == "no column `cancelled_at` in `appointments`"
