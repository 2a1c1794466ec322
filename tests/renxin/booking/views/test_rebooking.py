from dataclasses import replace

import pytest

from renxin.booking.agreement import book
from renxin.booking.kinds import As
from renxin.booking.models import Appointment, Rebooking
from tests.cast import signed_in
from tests.renxin.booking.conftest import clock
from tests.renxin.booking.views.conftest import TUESDAY

HTMX = {"HX-Request": "true"}


def address(booked):
    return f"/calendar/appointments/{booked.pk}/rebooking/"


def dropped(booked, **changed):
    """What a card that was dragged asks for."""
    asked = {"day": TUESDAY, "clock": "11:07", "minutes": "25", "on_board": "1"}
    return asked | {"version": booked.version} | changed


def test_a_dragged_card_keeps_all_that_it_does_not_name(desk, booked, first_chair, li):
    answer = desk.post(address(booked), dropped(booked), headers=HTMX)

    booked.refresh_from_db()
    taken = {one.taken_as: one.resource.thing for one in booked.occupations.all()}
    assert answer.status_code == 200
    assert (booked.starts_at, booked.minutes) == (clock(11, 7), 25)
    assert taken == {As.DOCTOR: li, As.CHAIR: first_chair}
    assert Rebooking.objects.get().was_at == clock(10)


def test_a_card_goes_to_another_doctor_or_chair(desk, booked, chen, second_chair):
    changed = dropped(booked, doctor=chen.pk)
    assert desk.post(address(booked), changed, headers=HTMX).status_code == 200
    booked.refresh_from_db()
    changed = dropped(booked, chair=second_chair.pk, clock="11:30")
    assert desk.post(address(booked), changed, headers=HTMX).status_code == 200

    booked.refresh_from_db()
    assert booked.doctor == chen
    assert booked.resource_name == "2 号椅"


def test_a_card_goes_from_one_device_to_another(
    desk, wang_fang, terms, scanner, dongyuan
):
    second = type(scanner).objects.create(
        clinic=dongyuan, name="口扫 2", kind="scanner"
    )
    with_it = replace(terms.place, devices=(scanner,))
    booked = book(wang_fang, replace(terms, place=with_it), by=None, at=clock(8))
    changed = dropped(booked, device=second.pk, device_from=scanner.pk)

    assert desk.post(address(booked), changed, headers=HTMX).status_code == 200

    devices = booked.occupations.filter(taken_as=As.DEVICE)
    assert [one.resource.thing for one in devices] == [second]


def test_a_conflict_says_who_is_taken_and_offers_another_time(
    desk, booked, xiaodou, terms
):
    at_eleven = replace(terms.place, starts_at=clock(11))
    other = book(xiaodou, replace(terms, place=at_eleven), by=None, at=clock(8))

    answer = desk.post(address(other), dropped(other, clock="10:10"), headers=HTMX)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Cannot go to 10:10" in said
    assert "李予安 is taken from 10:00 to 10:40." in said
    assert "10:00–10:40 <b>王芳</b>·补牙·李予安" in said
    assert 'name="clock" value="11:40"' in said or "Move to" in said
    assert "Put it back" in said
    assert Appointment.objects.get(pk=other.pk).starts_at == clock(11)


def test_a_card_is_not_dragged_to_where_its_patient_is_elsewhere(
    desk, booked, wang_fang, terms, chen, second_chair
):
    there = replace(terms.place, starts_at=clock(14), doctor=chen, chair=second_chair)
    other = book(wang_fang, replace(terms, place=there), by=None, at=clock(8))

    answer = desk.post(address(other), dropped(other, clock="10:10"), headers=HTMX)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "王芳 has another appointment then (03-03 10:00)" in said
    assert Appointment.objects.get(pk=other.pk).starts_at == clock(14)


def test_of_two_screens_dragging_one_card_one_wins_and_the_other_sees_it(desk, booked):
    first = desk.post(address(booked), dropped(booked), headers=HTMX)
    second = desk.post(address(booked), dropped(booked, clock="14:00"), headers=HTMX)

    said = second.content.decode()
    assert first.status_code == 200
    assert second.status_code == 409
    assert "Somebody else was quicker" in said
    assert "at 11:07" in said
    assert "booking-changed" in second["HX-Trigger"]
    assert Appointment.objects.get().starts_at == clock(11, 7)


def test_a_lost_answer_asked_again_moves_once(desk, booked):
    asked = dropped(booked, idempotency_key="one")

    for _again in range(2):
        assert desk.post(address(booked), asked, headers=HTMX).status_code == 200

    assert Rebooking.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clock": "08:00"}, "That time is over"),
        ({"clock": "20:00"}, "does not work"),
        ({"minutes": "0"}, "at least a minute"),
        ({"clock": "nine"}, "valid time"),
    ],
)
def test_a_move_that_cannot_be_says_why(desk, booked, changed, said):
    answer = desk.post(address(booked), dropped(booked, **changed), headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Appointment.objects.get().starts_at == clock(10)


def test_the_form_for_another_time_begins_with_the_one_that_stands(desk, booked, li):
    shown = desk.get(address(booked), headers=HTMX).content.decode()

    assert 'value="10:00"' in shown
    assert f'<option value="{li.pk}" selected>' in shown


def test_the_permitted_may_go_on_to_put_it_over(managing, booked, xiaodou, terms):
    at_eleven = replace(terms.place, starts_at=clock(11))
    other = book(xiaodou, replace(terms, place=at_eleven), by=None, at=clock(8))
    asked = dropped(other, clock="10:00")

    answer = managing.post(address(other), asked, headers=HTMX)
    assert "Put it over, with a reason" in answer.content.decode()
    answer = managing.post(address(other), asked | {"over": "牙痛"}, headers=HTMX)

    assert answer.status_code == 200
    assert other.overbookings.get().reason == "牙痛"


def test_another_clinics_card_cannot_be_moved(client, outsider_zhao, booked):
    desk = signed_in(client, outsider_zhao)

    assert desk.post(address(booked), dropped(booked)).status_code == 404
