import pytest

from pulse import figures, no_shows
from pulse.engines import duckdb, polars
from pulse.no_shows import BANDS
from tests.pulse.cast import THIS_YEAR, appointment


def booked(number, starts_at, outcome, booked_at="2025-03-01T08:00", **more):
    told = {"appointment_id": f"A{number}"}
    return appointment("甲", starts_at, outcome, booked_at=booked_at, **more) | told


@pytest.mark.parametrize(
    ("day", "band"),
    [
        ("01", "0"),
        ("02", "1"),
        ("04", "2–3"),
        ("05", "4–7"),
        ("08", "4–7"),
        ("09", "8–14"),
        ("16", "15–30"),
        ("31", "15–30"),
    ],
)
def test_a_booking_is_in_the_band_of_its_lead(opened, day, band):
    rows = [booked(1, f"2025-03-{day}T09:00", "NO_SHOW")]

    (told,) = no_shows(opened(appointments=rows), THIS_YEAR).by_lead

    assert (told.group, told.part, told.whole) == (band, 1, 1)


def test_lead_is_counted_in_days_of_the_calendar(opened):
    rows = [booked(1, "2025-03-02T00:30", "KEPT", "2025-03-01T23:50")]

    assert no_shows(opened(appointments=rows), THIS_YEAR).by_lead[0].group == "1"


def test_the_parts_are_those_of_the_no_show_rate(engine, clinic_years):
    tables = engine.open(clinic_years)

    told = no_shows(tables, THIS_YEAR)

    (rate,) = figures(tables, THIS_YEAR, codes=["K07"]).figures
    assert sum(one.whole for one in told.by_weekday) == rate.whole
    assert sum(one.part for one in told.by_weekday) == rate.part
    assert [one.group for one in told.by_weekday] == list("1234567")
    assert {one.group for one in told.by_lead} <= set(BANDS)


def test_both_engines_tell_the_same(clinic_years):
    told = [
        no_shows(engine.open(clinic_years), THIS_YEAR).as_json()
        for engine in (duckdb, polars)
    ]

    assert told[0] == told[1]


def test_an_hour_of_the_week_of_few_bookings_loses_its_part(opened):
    rows = [booked(n, "2025-03-05T09:00", "NO_SHOW") for n in range(9)]

    few = no_shows(opened(appointments=rows), THIS_YEAR)

    assert few.week[0].as_json() | {"group": "3 09", "part": None} == (
        few.week[0].as_json()
    )
    assert few.by_hour[0].part == 9


def test_a_doctor_of_few_bookings_is_not_judged(opened):
    rows = [booked(n, "2025-03-05T09:00", "NO_SHOW", doctor="李") for n in range(29)]

    (told,) = no_shows(opened(appointments=rows), THIS_YEAR).by_doctor

    assert (told.part, told.whole, told.share, told.interval) == (None, 29, None, None)


def test_a_doctor_stands_beside_what_their_leads_would_lead_one_to(opened):
    long, short = "2025-03-30T09:00", "2025-03-01T09:00"
    rows = [
        booked(n, long if n % 2 else short, "NO_SHOW" if n % 4 == 1 else "KEPT")
        | {"doctor": "李" if n % 2 else "王"}
        for n in range(80)
    ]

    li, wang = sorted(
        no_shows(opened(appointments=rows), THIS_YEAR).by_doctor,
        key=lambda one: "李王".index(one.group),
    )

    assert (li.part, li.expected, wang.part, wang.expected) == (20, 20, 0, 0)


def test_a_day_without_an_hour_has_none(opened):
    rows = [booked(1, "2025-03-05", "NO_SHOW")]

    told = no_shows(opened(appointments=rows), THIS_YEAR)

    assert (told.by_hour, told.week, told.by_doctor) == ((), (), ())
    assert told.by_weekday[0].group == "3"


def test_without_appointments_there_is_nothing_to_tell(opened):
    assert (
        no_shows(
            opened(
                visits=[{"visit_id": "1", "patient_id": "甲", "began_at": "2025-03-01"}]
            ),
            THIS_YEAR,
        )
        is None
    )
