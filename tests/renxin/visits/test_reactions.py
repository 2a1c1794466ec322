import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import Door
from renxin.booking.models import Arrival, Service
from renxin.booking.several import book_together
from renxin.booking.terms import Place, Terms
from renxin.visits.models import Visit
from renxin.visits.refusals import AlreadyInTheHouse
from renxin.visits.terms import Coming
from tests.renxin.visits.conftest import after


def test_whoever_is_here_for_an_appointment_is_on_a_visit(
    wang_fang, dongyuan, greeter_lin
):
    place = Place(clinic=dongyuan, starts_at=after(30), minutes=30)
    booked = book(wang_fang, Terms(place=place, kind="RETURN"), by=None, at=after(-60))

    booked.arrive(door=Door.DESK, by=greeter_lin, at=after(20))

    visit = Visit.objects.under_way().get()
    assert (visit.appointment, visit.kind) == (booked, "RETURN")
    assert (visit.began_at, visit.stage_entries.get().sent_by) == (
        after(20),
        greeter_lin,
    )


def test_several_services_in_one_coming_are_one_visit(wang_fang, dongyuan):
    service = Service.objects.create(code="check", name="检查", minutes=15)
    parts = [
        Terms(
            place=Place(clinic=dongyuan, starts_at=after(30 + n * 15), minutes=15),
            service=service,
        )
        for n in range(2)
    ]
    first, second = book_together(wang_fang, parts, by=None, at=after(0))

    first.arrive(door=Door.DESK, by=None, at=after(20))
    second.arrive(door=Door.DESK, by=None, at=after(21))

    assert Visit.objects.get().appointment == first


def test_whoever_stands_on_the_board_of_another_house_is_not_lost_between_the_two(
    wang_fang, dongyuan, hexi, greeter_lin
):
    Visit.begin(wang_fang, hexi, Coming(), by=greeter_lin, at=after(0))
    place = Place(clinic=dongyuan, starts_at=after(30), minutes=30)
    booked = book(wang_fang, Terms(place=place), by=None, at=after(-60))

    with pytest.raises(AlreadyInTheHouse, match="河西"):
        booked.arrive(door=Door.PHONE, by=None, at=after(20))

    assert not Arrival.objects.exists()
