"""R24: an empty house has no account, only a link that opens once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.journal.models import Entry
from renxin.staff.models import SetupLink, Staff

FIRST = {
    "clinic_name": "仁心口腔",
    "short_name": "仁心",
    "name": "顾远",
    "username": "gu",
    "language": "zh-hans",
    "password": "a quiet morning in March",
    "again": "a quiet morning in March",
}


@pytest.fixture
def door(db):
    return reverse("staff:setup", args=[SetupLink.issue(at=timezone.now())])


def test_the_first_person_enters_an_empty_house(client, door):
    assert client.get(door).status_code == 200

    answer = client.post(door, FIRST)

    gu = Staff.objects.get()
    assert answer.status_code == 302
    assert Clinic.objects.get().short_name == "仁心"
    assert gu.roles() == {"MANAGER", "SECURITY_ADMIN"}
    assert client.session["_auth_user_id"] == str(gu.pk)
    opened = Entry.objects.get(fact="staff.house_opened")
    assert opened.particulars["roles"] == "MANAGER SECURITY_ADMIN"


def test_the_link_opens_once(client, door):
    client.post(door, FIRST)

    again = client.post(door, FIRST | {"username": "second"})

    assert again.status_code == 404
    assert Staff.objects.count() == 1


def test_a_link_of_yesterday_is_over(client, db):
    secret = SetupLink.issue(at=timezone.now() - timedelta(hours=25))

    assert client.get(reverse("staff:setup", args=[secret])).status_code == 404


def test_a_new_link_ends_the_one_before(client, door):
    SetupLink.issue(at=timezone.now())

    assert client.get(door).status_code == 404


def test_a_house_with_people_in_it_has_no_open_door(client, door, doctor_li):
    assert client.post(door, FIRST).status_code == 404
    assert Staff.objects.count() == 1


def test_two_passwords_that_differ_are_said_so_and_the_link_still_opens(client, door):
    answer = client.post(door, FIRST | {"again": "another"})

    assert answer.status_code == 422
    assert "两次输入不一致" in answer.content.decode()
    assert "gu" in answer.content.decode()
    assert client.get(door).status_code == 200


@pytest.mark.parametrize("weak", ["short", "123456789012", "password1234"])
def test_a_weak_password_is_refused(client, door, weak):
    answer = client.post(door, FIRST | {"password": weak, "again": weak})

    assert answer.status_code == 422
    assert not Staff.objects.exists()


def test_a_colleague_chooses_their_own_password(client, doctor_li):
    secret = SetupLink.issue(at=timezone.now(), staff=doctor_li)

    chosen = {"password": "wide awake at half past", "again": "wide awake at half past"}
    client.post(reverse("staff:setup", args=[secret]), chosen)

    doctor_li.refresh_from_db()
    assert doctor_li.check_password("wide awake at half past")


def test_the_secret_is_not_stored(door):
    secret = door.rstrip("/").rpartition("/")[2]

    assert secret not in str(SetupLink.objects.values())
