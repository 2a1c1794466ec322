"""Appointments still to come take their doctor's time, or are refused in words."""

from datetime import UTC, datetime

import pytest

from renxin.booking import agreement
from renxin.booking.models import Appointment, Occupation
from renxin.booking.terms import Place, Terms
from renxin.rosters.models import Shift
from renxin.rosters.spans import span
from renxin.staff.roles import Role
from tests.cast import NOON, employed
from tests.renxin.exchange.conftest import counts, everything, take_back

HEAD = "预约编号,患者编号,预约时间,医生,时长,预约状态\n"
NINE = "a,1,2026-03-03 09:00,李予安,30,已预约\n"
NOBODY = "b,2,2026-03-03 09:00,王无此,30,已预约\n"


def stretches():
    found = Occupation.objects.order_by("during").select_related("resource__staff")
    return [
        (
            one.resource.staff.name,
            f"{one.during.lower:%H:%M}",
            f"{one.during.upper:%H:%M}",
        )
        for one in found
    ]


@pytest.fixture
def booked(doctor_li, dongyuan, wang_fang):
    """Somebody sits with Li on Tuesday from nine to half past, told at the desk."""
    nine = datetime(2026, 3, 3, 1, tzinfo=UTC)
    Shift.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        role=Role.DOCTOR,
        during=span(nine, nine.replace(hour=10)),
    )
    place = Place(clinic=dongyuan, starts_at=nine, minutes=30, doctor=doctor_li)
    return agreement.book(wang_fang, Terms(place=place), by=None, at=NOON)


def test_it_takes_the_time_of_the_doctor_of_that_name(bring, doctor_li):
    taken = bring(HEAD + NINE)

    appointment = Appointment.objects.get()
    assert counts(taken) == (1, 0, 0, 0)
    assert appointment.doctor == doctor_li
    assert stretches() == [("李予安", "01:00", "01:30")]


def test_without_a_length_it_lasts_half_an_hour(bring, doctor_li):
    bring(HEAD + NINE.replace(",30,", ",,"))

    assert stretches() == [("李予安", "01:00", "01:30")]
    assert Appointment.objects.get().minutes == 30


def test_a_doctor_nobody_here_is_takes_up_no_time_and_is_told(bring, doctor_li):
    foretold = bring(HEAD + NINE + NOBODY, only_weigh=True)
    taken = bring(HEAD + NINE + NOBODY)

    assert foretold.counts["appointments"]["no_doctor"] == 1
    assert counts(taken) == (2, 0, 0, 0)
    assert len(stretches()) == 1


def test_two_of_one_name_are_nobody(bring, doctor_li, dongyuan):
    employed("li2", "李予安", Role.DOCTOR, dongyuan)

    bring(HEAD + NINE)

    assert stretches() == []
    assert Appointment.objects.get().doctor is None


def test_what_is_over_takes_up_no_time(bring, doctor_li):
    bring(HEAD + NINE.replace("2026-03-03", "2026-02-03"))

    assert stretches() == []


def test_whoever_is_in_the_way_is_refused_and_the_good_are_kept(bring, booked):
    other = NINE.replace("a,1", "c,3").replace("09:00", "09:30")

    taken = bring(HEAD + NINE + other)

    (row,) = taken.refused_rows.all()
    assert counts(taken) == (1, 0, 0, 1)
    assert "李予安" in row.reason
    assert stretches() == [("李予安", "01:00", "01:30"), ("李予安", "01:30", "02:00")]


def test_the_dry_run_says_so_too_and_the_place_may_be_free_by_then(bring, booked):
    foretold = bring(HEAD + NINE, only_weigh=True)
    foretold_counts = counts(foretold)
    booked.cancel(how="CANCELLED_BY_CLINIC", by=None, at=NOON)

    taken = bring(HEAD + NINE)

    assert foretold_counts == (0, 0, 0, 1)
    assert counts(taken) == (1, 0, 0, 0)


def test_of_two_rows_the_earlier_has_the_time(bring, doctor_li):
    taken = bring(HEAD + NINE + NINE.replace("a,1", "c,3").replace("09:00", "09:20"))

    assert counts(taken) == (1, 0, 0, 1)
    assert Appointment.objects.get().minutes == 30


def test_the_same_file_again_changes_nothing(bring, doctor_li):
    bring(HEAD + NINE)
    before = stretches()

    taken = bring(HEAD + NINE)

    assert counts(taken) == (0, 0, 1, 0)
    assert stretches() == before


def test_another_time_there_is_another_time_here(bring, doctor_li):
    bring(HEAD + NINE)

    taken = bring(HEAD + NINE.replace("09:00", "10:00"))

    assert counts(taken) == (0, 1, 0, 0)
    assert stretches() == [("李予安", "02:00", "02:30")]


def test_two_that_change_places_find_each_others_time_free(bring, doctor_li):
    other = NINE.replace("a,1", "c,3").replace("09:00", "09:30")
    bring(HEAD + NINE + other)

    taken = bring(
        HEAD + NINE.replace("09:00", "09:30") + other.replace("09:30", "09:00")
    )

    assert counts(taken) == (0, 2, 0, 0)
    assert len(stretches()) == 2


def test_a_move_into_somebodys_time_is_refused_and_the_old_time_kept(bring, booked):
    later = NINE.replace("09:00", "11:00")
    bring(HEAD + later)

    taken = bring(HEAD + NINE)

    assert counts(taken) == (0, 0, 0, 1)
    assert stretches()[1] == ("李予安", "03:00", "03:30")


def test_a_cancelled_one_gives_its_time_back(bring, doctor_li):
    bring(HEAD + NINE)

    bring(HEAD + NINE.replace("已预约", "取消"))

    assert stretches() == []


def test_taken_back_the_time_is_free_again(bring, doctor_li):
    before = everything()
    taken = bring(HEAD + NINE)

    take_back(taken)

    assert everything() == before
    assert stretches() == []


def test_a_move_taken_back_has_the_old_time_again(bring, doctor_li):
    bring(HEAD + NINE)
    before = everything()
    taken = bring(HEAD + NINE.replace("09:00", "10:00"))

    take_back(taken)

    assert everything() == before
    assert stretches() == [("李予安", "01:00", "01:30")]


def test_where_the_old_time_is_taken_by_now_it_is_said(bring, doctor_li):
    bring(HEAD + NINE)
    moved = bring(HEAD + NINE.replace("09:00", "10:00"))
    bring(HEAD + NINE.replace("a,1", "c,3"), source="theirs")

    take_back(moved)

    (left,) = moved.left_over
    assert (left["kind"], left["why"]) == ("appointments", "taken")
    assert stretches() == [("李予安", "01:00", "01:30")]
