from renxin.clinics.models import Chair
from renxin.staff.roles import Role
from renxin.visits.kinds import Stage
from renxin.visits.models import Reordering
from tests.cast import employed
from tests.renxin.visits.views.conftest import HTMX, press


def here(visit):
    return visit.stage_entries.current().get()


def two(came):
    first = came("先来", stage=Stage.CONSULTATION, minute=10)
    return first, came("后来", stage=Stage.CONSULTATION, minute=20)


def test_the_next_is_called_to_the_chair_of_their_doctor(desk, came, dongyuan):
    first, second = two(came)
    station = dongyuan.stations.get(stage=Stage.CONSULTATION)

    answer = desk.post(f"/flow/stations/{station.pk}/next/", headers=HTMX)

    assert answer.status_code == 200
    assert here(first).called_to.name == "1 号椅"
    assert here(second).called_at is None


def test_pressed_again_the_one_after_is_called(desk, came, dongyuan):
    _first, second = two(came)
    station = dongyuan.stations.get(stage=Stage.CONSULTATION)

    for _press in range(2):
        desk.post(f"/flow/stations/{station.pk}/next/", headers=HTMX)

    assert here(second).called_at


def test_a_doctor_calls_the_next_of_their_own(at_chair, came, li, dongyuan):
    other = came("别人的", stage=Stage.CONSULTATION, minute=5, doctor=None)
    chen = employed("chen", "陈思", Role.DOCTOR, dongyuan)
    other.give_to(chen, by=li, at=other.began_at)
    mine, _second = two(came)
    station = dongyuan.stations.get(stage=Stage.CONSULTATION)

    at_chair.post(f"/flow/stations/{station.pk}/next/", headers=HTMX)

    assert here(mine).called_at
    assert here(other).called_at is None


def test_where_nobody_waits_nobody_is_called(desk, came, dongyuan):
    came("先来")
    station = dongyuan.stations.get(stage=Stage.CASHIER)

    answer = desk.post(f"/flow/stations/{station.pk}/next/", headers=HTMX)

    assert answer.status_code == 422
    assert "Nobody waits to be called" in answer.content.decode()


def test_out_of_turn_a_doctor_is_asked_why(at_chair, came):
    _first, second = two(came)

    answer = press(at_chair, "call", second)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Number 001 is next." in page
    assert 'name="why"' in page
    assert here(second).called_at is None


def test_with_a_reason_they_go_first_and_it_is_counted(at_chair, came, li):
    _first, second = two(came)

    answer = press(at_chair, "care", second, why="WORSE")

    assert answer.status_code == 200
    assert here(second).begun_by == li
    assert Reordering.objects.get().why == "WORSE"


def test_another_reason_is_said_in_words(at_chair, came):
    _first, second = two(came)

    answer = press(at_chair, "call", second, why="OTHER")

    assert answer.status_code == 422
    assert "Say in a few words" in answer.content.decode()
    assert 'name="why"' in answer.content.decode()


def test_the_front_desk_does_not_change_the_order_even_with_a_reason(desk, came):
    _first, second = two(came)

    answer = press(desk, "call", second, why="WORSE")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A doctor or the head of the clinic may" in page
    assert 'name="why"' not in page
    assert press(desk, "turn", second, why="ASKED").status_code == 403
    assert not Reordering.objects.exists()


def test_whoever_wishes_lets_others_go_first(at_chair, desk, came, dongyuan):
    first, second = two(came)

    press(at_chair, "turn", first, why="ASKED")
    station = dongyuan.stations.get(stage=Stage.CONSULTATION)
    desk.post(f"/flow/stations/{station.pk}/next/", headers=HTMX)

    assert here(second).called_at
    assert here(first).called_at is None


def test_two_do_not_take_up_one_patient(desk, at_chair, came):
    first, _second = two(came)
    press(desk, "care", first)

    answer = press(at_chair, "care", first)

    assert answer.status_code == 422
    assert "钱多 is with them already." in answer.content.decode()


def test_a_number_is_called_to_a_room_that_was_chosen(desk, came, dongyuan, li):
    first, _second = two(came)
    other = Chair.objects.create(clinic=dongyuan, name="2 号椅")
    asked = desk.get(f"/flow/visits/{first.pk}/call/", headers=HTMX)

    press(desk, "call", first, room=other.pk)

    assert "2 号椅" in asked.content.decode()
    assert here(first).called_to == other


def test_a_room_of_another_clinic_is_nobodys_room(desk, came, hexi):
    first, _second = two(came)
    theirs = Chair.objects.create(clinic=hexi, name="9 号椅")

    press(desk, "call", first, room=theirs.pk)

    assert here(first).called_to.name == "1 号椅"
