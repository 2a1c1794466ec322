"""Commands through the one place: whole or not at all, once or not again."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from renxin.clinics.models import Clinic
from renxin.desk.models import Receipt
from renxin.staff.roles import Role
from tests.cast import employed, signed_in

# A sequence is not rolled back: the first sign-in collides, the second does not.
COLLIDES_ONCE = """
CREATE SEQUENCE sign_ins;
CREATE FUNCTION collide_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('sign_ins') = 1 THEN RAISE SQLSTATE '40P01'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collides BEFORE UPDATE OF last_login ON staff_staff
FOR EACH ROW EXECUTE FUNCTION collide_once();
"""
NEW_CLINIC = {
    "name": "仁心口腔新城",
    "short_name": "新城",
    "code": "xincheng",
    "zone": "Asia/Shanghai",
}


@pytest.fixture
def desk(client, dongyuan):
    return signed_in(client, employed("xi", "席工", Role.SYSTEM_ADMIN, None))


def open_clinic(desk, key, **changed):
    return desk.post(
        reverse("clinics:new"), NEW_CLINIC | changed, headers={"Idempotency-Key": key}
    )


def test_the_same_request_sent_twice_acts_once(desk):
    first = open_clinic(desk, "k1")
    again = open_clinic(desk, "k1")

    assert Clinic.objects.filter(code="xincheng").count() == 1
    assert (first.status_code, again.status_code) == (302, 302)
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replay"] == "true"


def test_one_key_with_another_body_is_refused(desk):
    open_clinic(desk, "k1")

    answer = open_clinic(desk, "k1", code="other")

    assert answer.status_code == 422
    assert not Clinic.objects.filter(code="other").exists()


def test_a_key_of_one_person_says_nothing_to_another(desk, dongyuan):
    open_clinic(desk, "k1")
    other = signed_in(Client(), employed("an", "安工", Role.SYSTEM_ADMIN, None))

    answer = open_clinic(other, "k1", code="second")

    assert "Idempotent-Replay" not in answer
    assert Clinic.objects.filter(code="second").exists()


def test_a_refused_command_leaves_nothing_behind(desk):
    answer = open_clinic(desk, "k1", zone="Mars/Olympus")

    assert answer.status_code == 422
    assert not Clinic.objects.filter(code="xincheng").exists()
    assert not Receipt.objects.exists()


def test_a_stale_edit_is_refused_with_409_and_nothing_is_lost(desk, dongyuan):
    form = NEW_CLINIC | {"version": dongyuan.version, "code": "dongyuan"}
    page = reverse("clinics:clinic", args=[dongyuan.pk])
    desk.post(page, form | {"short_name": "东"})

    answer = desk.post(page, form | {"short_name": "冬"})

    dongyuan.refresh_from_db()
    assert answer.status_code == 409
    assert dongyuan.short_name == "东"


def test_a_safe_request_is_no_command(desk):
    desk.get(reverse("clinics:new"), headers={"Idempotency-Key": "k1"})

    assert not Receipt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_request_still_being_carried_out_is_answered_with_409(desk):
    staff = desk.session["_auth_user_id"]
    name = f"{staff} {reverse('clinics:new')} k1"
    holding, done = threading.Event(), threading.Event()

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 7))", [name])
            holding.set()
            done.wait(10)
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(10)
    answer = open_clinic(desk, "k1")
    done.set()
    other.join()

    assert answer.status_code == 409
    assert not Clinic.objects.filter(code="xincheng").exists()


def test_row_history_says_who_did_it_and_by_which_command(desk):
    open_clinic(desk, "k1")

    event = Clinic.pgh_event_model.objects.get(code="xincheng")

    assert event.pgh_context.metadata["command"] == "clinics:new"
    assert str(event.pgh_context.metadata["staff"]) == desk.session["_auth_user_id"]


def test_a_key_with_a_nul_in_it_is_a_key_all_the_same(desk):
    key = {"idempotency_key": "k\0"}

    answers = [desk.post(reverse("clinics:new"), NEW_CLINIC | key) for _time in "12"]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Clinic.objects.filter(code="xincheng").count() == 1


def test_a_sign_in_that_collided_is_tried_again_as_it_came(client, dongyuan):
    lin = employed("lin", "林溪", Role.GREETER, dongyuan)
    with connection.cursor() as cursor:
        cursor.execute(COLLIDES_ONCE)
    client.get(reverse("account_login"))

    answer = client.post(
        reverse("account_login"),
        {"login": "lin", "password": "a quiet morning"},
    )

    assert answer.status_code == 302
    assert client.get("/").context["request"].user == lin
