from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renxin.booking.agreement import book
from renxin.booking.kinds import How, Way
from renxin.booking.terms import Place, Terms
from renxin.clinics.models import Chair
from renxin.rosters.models import Leave
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import employed, enrolled, signed_in
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.booking.views.conftest import TUESDAY

MOST_QUERIES = 12
HERE = f"/calendar/?day={TUESDAY}"


def page(desk, query=""):
    return desk.get(HERE + query).content.decode()


def test_a_card_lies_in_its_doctors_column_on_its_own_minute(desk, booked):
    shown = page(desk)

    assert f'data-card="{booked.pk}"' in shown
    assert 'data-starts="600" data-minutes="40"' in shown
    assert 'data-state="ask"' in shown
    assert "10:00–10:40 王芳 补牙 not confirmed" in shown


def test_a_length_that_fits_no_grid_is_kept_to_the_minute(desk, wang_fang, terms):
    odd = replace(terms.place, starts_at=clock(10, 7), minutes=25)
    book(wang_fang, replace(terms, place=odd), by=None, at=clock(8))

    assert 'data-starts="607" data-minutes="25"' in page(desk)


def test_a_card_tells_how_it_stands_by_a_word(desk, booked, it_is, greeter_lin):
    it_is(clock(9, 50))
    booked.confirm(way=Way.PHONE, by=greeter_lin, at=clock(9))
    assert 'data-state="ok"' in page(desk)

    it_is(clock(10, 12))
    assert "late 12" in page(desk)

    it_is(clock(10, 20))
    booked.arrive(door="DESK", by=greeter_lin, at=clock(10, 15))
    assert "waits 5" in page(desk)

    it_is(clock(10, 45))
    assert 'data-state="done"' in page(desk)


def test_a_request_says_how_long_it_holds_its_place(desk, wang_fang, terms):
    held = replace(terms, held_until=clock(9, 30))
    book(wang_fang, held, by=None, at=clock(8))

    assert "held to 09:30" in page(desk)


def test_what_was_called_off_leaves_the_calendar_and_stands_below(desk, booked):
    booked.cancel(how=How.CANCELLED_BY_PATIENT, why="ILL", by=None, at=clock(8, 10))

    assert f'data-card="{booked.pk}"' not in page(desk)
    gone = desk.get(f"/calendar/gone/?day={TUESDAY}").content.decode()
    assert "王芳" in gone
    assert "Ill, or the child is" in gone


@pytest.mark.parametrize("by", ["chair", "device", "department"])
def test_the_day_is_read_by_other_columns_too(desk, booked, second_chair, scanner, by):
    shown = page(desk, f"&by={by}")

    titles = {"chair": "1 号椅", "device": "口扫 1", "department": "Other"}
    assert titles[by] in shown


def test_a_week_shows_one_doctor_on_seven_days(desk, booked, li):
    shown = page(desk, f"&span=week&of=doctor-{li.pk}")

    assert shown.count('class="lane"') == 7
    assert 'id="day-2026-03-03"' in shown
    assert f'data-card="{booked.pk}"' in shown


def test_hours_off_shift_and_on_leave_are_shut(desk, li, dongyuan):
    Leave.objects.create(
        staff=li, kind="ILLNESS", during=span(clock(14), clock(16)), at=clock(8)
    )

    assert "On leave" in page(desk)


def test_a_day_on_which_nobody_works_says_so(desk):
    assert "Nobody is at work that day" in page(desk)


@pytest.mark.parametrize(
    "query",
    [
        "?day=2026-02-30",
        "?day=9999-12-31",
        "?day=0001-01-01",
        "?by=value&span=week&of=doctor-9999999999999999",
        "?of=chair-x&span=week",
        "?only=<script>",
    ],
)
def test_an_address_that_makes_no_sense_shows_what_is_usual(desk, query):
    assert desk.get(f"/calendar/{query}").status_code == 200


def test_the_other_clinics_calendar_is_not_mine(client, outsider_zhao, booked):
    shown = page(signed_in(client, outsider_zhao))

    assert "王芳" not in shown


def test_the_day_prints_as_a_list(desk, booked):
    sheet = desk.get(f"/calendar/sheet/?day={TUESDAY}").content.decode()

    assert "10:00–10:40" in sheet
    assert "王芳" in sheet


def full_day(clinic, doctors):
    """So many doctors, each with a patient every forty minutes from nine to five."""
    for number in range(doctors):
        doctor = employed(f"d{number}", f"医生{number}", Role.DOCTOR, clinic)
        at_work(doctor, clinic, 3)
        chair = Chair.objects.create(clinic=clinic, name=f"{number} 号")
        for turn in range(12):
            place = Place(
                clinic=clinic,
                starts_at=clock(9) + turn * timedelta(minutes=40),
                minutes=40,
                doctor=doctor,
                chair=chair,
            )
            patient = enrolled(clinic, f"F{number}-{turn}", "周敏珍")
            book(patient, Terms(place=place), by=None, at=clock(8))


@pytest.mark.parametrize("by", ["doctor", "chair", "device", "department"])
def test_a_full_day_asks_no_more_often_than_an_empty_one(desk, dongyuan, by):
    full_day(dongyuan, 2)
    page(desk)
    with CaptureQueriesContext(connection) as few:
        page(desk, f"&by={by}")

    for number in range(2, 5):
        doctor = employed(f"d{number}", f"医生{number}", Role.DOCTOR, dongyuan)
        at_work(doctor, dongyuan, 3)
        book(
            enrolled(dongyuan, f"G{number}", "周敏珍"),
            Terms(
                place=Place(
                    clinic=dongyuan, starts_at=clock(9), minutes=40, doctor=doctor
                )
            ),
            by=None,
            at=clock(8),
        )
    with CaptureQueriesContext(connection) as more:
        page(desk, f"&by={by}")

    assert len(more) == len(few) <= MOST_QUERIES, [q["sql"][:90] for q in more]


def test_a_week_asks_no_more_often_either(desk, booked, li):
    page(desk)
    with CaptureQueriesContext(connection) as asked:
        page(desk, f"&span=week&of=doctor-{li.pk}")

    assert len(asked) <= MOST_QUERIES + 1, [q["sql"][:90] for q in asked]
