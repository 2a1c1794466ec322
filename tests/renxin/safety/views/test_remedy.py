import pytest
from django.urls import reverse

from renxin.safety.models import Remedy
from renxin.staff.roles import Role
from tests.cast import NOON, TODAY, employed
from tests.renxin.safety.views.conftest import HTMX, desk_of


@pytest.fixture
def here(dongyuan, he):
    remedy = Remedy.owe(dongyuan, "重新灭菌", due_on=TODAY, by=he, at=NOON)
    return reverse("safety:remedy", args=[remedy.pk])


def test_the_manager_puts_it_right_once(manager, here):
    assert "重新灭菌" in manager.get(here, headers=HTMX).content.decode()
    answer = manager.post(here, {"note": "B-8 已重做"}, headers=HTMX)
    again = manager.post(here, {"note": ""}, headers=HTMX)

    assert (answer.status_code, again.status_code) == (200, 422)
    assert not Remedy.objects.open().exists()


def test_the_floor_and_other_clinics_do_not(assistant, here, hexi):
    other = desk_of(employed("qiu", "邱明", Role.MANAGER, hexi))

    assert assistant.post(here).status_code == 403
    assert other.post(here).status_code == 404
