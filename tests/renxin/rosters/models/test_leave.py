import pytest
from django.db import IntegrityError

from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.rosters.models import Leave
from renxin.rosters.models.leave import Kind
from renxin.rosters.refusals import AwayThen, EndedAlready, IsOver, NoLength
from renxin.rosters.spans import span
from tests.cast import NOON
from tests.renxin.rosters.conftest import away, clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(manager_gu, dongyuan):
    return {"clinic": dongyuan, "by": manager_gu, "at": NOON}


def new(staff, first, last):
    return Leave(staff=staff, kind=Kind.ILLNESS, during=span(first, last))


def test_leave_is_told_without_saying_what_for(doctor_li, desk):
    new(doctor_li, clock(0), clock(12)).enter(**desk)

    entry = Entry.objects.get()
    assert entry.told().telling() == "李予安，03-03 00:00 至 03-03 12:00"
    assert "ILLNESS" not in str(entry.particulars)


def test_leave_upon_leave_is_refused_with_what_stands(doctor_li, desk):
    new(doctor_li, clock(0), clock(12)).enter(**desk)

    with pytest.raises(AwayThen, match="03-03 00:00"):
        new(doctor_li, clock(8), clock(18)).enter(**desk)

    assert Leave.objects.count() == 1


def test_what_stands_is_told_on_the_clock_of_the_clinic_that_asks(doctor_li, desk):
    away(doctor_li, clock(0), clock(12))
    berlin = Clinic.objects.create(
        name="柏林", short_name="柏林", code="berlin", zone="Europe/Berlin"
    )

    with pytest.raises(AwayThen, match="03-02 17:00"):
        new(doctor_li, clock(8), clock(18)).enter(**desk | {"clinic": berlin})


def test_leave_taken_back_makes_room_for_another_and_is_kept(doctor_li, desk):
    first = new(doctor_li, clock(0), clock(12))
    first.enter(**desk)
    first.take_back(why="好了", **desk)

    new(doctor_li, clock(8), clock(18)).enter(**desk)

    kept = Leave.objects.get(pk=first.pk)
    assert (kept.taken_back_by, kept.taken_back_why) == (desk["by"], "好了")
    assert Leave.objects.standing().count() == 1
    with pytest.raises(EndedAlready):
        first.take_back(**desk)


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (clock(12), clock(8), NoLength),
        (clock(8), clock(8), NoLength),
        (clock(8, day=1), clock(9, day=1), IsOver),
    ],
)
def test_leave_that_cannot_be_is_refused(doctor_li, desk, first, last, refusal):
    with pytest.raises(refusal):
        new(doctor_li, first, last).enter(**desk)


def test_leave_that_is_over_is_not_taken_back(doctor_li, desk):
    past = away(doctor_li, clock(8, day=1), clock(9, day=1))

    with pytest.raises(IsOver):
        past.take_back(**desk)


def test_the_database_refuses_leave_upon_leave(doctor_li):
    away(doctor_li, clock(8), clock(12))

    with pytest.raises(IntegrityError):
        away(doctor_li, clock(11), clock(13))
