import pytest
from django.urls import reverse

from renxin.staff.roles import Role
from renxin.voice.kinds import Why
from renxin.voice.outbox import sending
from renxin.voice.wordings.filling import HIDDEN
from tests.cast import NOON, employed, signed_in
from tests.renxin.voice.conftest import written


@pytest.fixture
def code(recorded, wang_fang, dongyuan):
    message = written(wang_fang, dongyuan, saying="CODE")
    message.hide(code="428170", to="+8613812342207")
    message.save()
    sending.send(message.pk, now=lambda: NOON)
    return message


def told(client, staff):
    return signed_in(client, staff).get(reverse("voice:index")).content.decode()


@pytest.fixture(autouse=True)
def recorded(settings, tmp_path):
    settings.HOME = tmp_path


def test_the_list_says_what_went_out_and_what_did_not(
    client, manager_gu, message, thing
):
    sending.send(message.pk, now=lambda: NOON)
    thing["why"] = Why.MOVED
    other = written(message.patient, message.clinic, about_id=2)
    sending.send(other.pk, now=lambda: NOON)

    page = told(client, manager_gu)

    assert "只作记录，未发出" in page
    assert "时间已改" in page
    assert "138****2207" in page


def test_a_code_is_shown_to_nobody_real(client, manager_gu, code):
    page = told(client, manager_gu)

    assert "428170" not in page
    assert HIDDEN in page


def test_in_a_demonstration_whoever_tries_it_out_sees_the_code(
    client, dongyuan, code, django_user_model
):
    made_up = django_user_model.objects.create_user(
        "drawn", "a quiet morning", name="席工", is_made_up=True
    )
    made_up.posts.create(clinic=dongyuan, role=Role.MANAGER, since_on=NOON.date())

    assert "428170" in told(client, made_up)


def test_another_clinics_messages_are_not_in_it(client, hexi, message):
    manager = employed("far", "远工", Role.MANAGER, hexi)

    assert "王芳" not in told(client, manager)
