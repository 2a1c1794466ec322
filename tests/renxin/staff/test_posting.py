from datetime import date

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from renxin.staff import posting
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import NOON, employed, signed_in


@pytest.fixture
def security(db):
    return employed("an", "安工", Role.SECURITY_ADMIN, None)


def test_a_role_gives_its_rights_from_today_on(security, doctor_li, dongyuan):
    posting.take_up(doctor_li, Role.MARKETER, clinic=dongyuan, by=security, at=NOON)

    fresh = type(doctor_li).objects.get(pk=doctor_li.pk)
    assert fresh.may("figures.see")
    assert fresh.posts.get(role=Role.MARKETER).since_on == date(2026, 3, 2)


def test_one_person_cannot_grant_rights_and_read_the_audit(dongyuan):
    other = employed("bao", "包工", Role.SECURITY_ADMIN, None)

    with pytest.raises(posting.OneOfThree):
        posting.enter(other, Role.AUDIT_ADMIN, clinic=None, at=NOON)


def test_the_database_itself_keeps_the_three_apart(security):
    with pytest.raises(IntegrityError):
        Post.objects.create(
            staff=security, role=Role.SYSTEM_ADMIN, since_on=date(2026, 3, 2)
        )


def test_nobody_gives_themselves_a_role(security):
    with pytest.raises(posting.OwnRights):
        posting.take_up(security, Role.MANAGER, clinic=None, by=security, at=NOON)


def test_a_role_is_held_once(security, doctor_li, dongyuan):
    with pytest.raises(posting.AlreadyHeld):
        posting.take_up(doctor_li, Role.DOCTOR, clinic=dongyuan, by=security, at=NOON)


def test_who_loses_a_role_is_signed_out_at_once(security, doctor_li):
    desk = signed_in(Client(), doctor_li)
    assert desk.get("/accounts/2fa/").status_code == 200

    posting.lay_down(doctor_li.posts.get(), by=security, at=NOON)

    assert desk.get("/accounts/2fa/").status_code == 302


def test_who_leaves_is_signed_out_at_once_and_stays_out(security, doctor_li):
    desk = signed_in(Client(), doctor_li)

    posting.leave(doctor_li, by=security)

    assert desk.get("/accounts/2fa/").status_code == 302
    assert not type(doctor_li).objects.get(pk=doctor_li.pk).may("patients.see")


def test_a_refusal_reaches_the_desk_as_a_sentence(client, security, doctor_li):
    other = employed("bao", "包工", Role.SECURITY_ADMIN, None)
    desk = signed_in(client, security)

    answer = desk.post(
        reverse("staff:posts", args=[other.pk]), {"role": Role.AUDIT_ADMIN}
    )

    assert answer.status_code == 422
    assert "一人只能担任一种" in answer.content.decode()
    assert other.posts.count() == 1
