import pytest
from django.urls import reverse

from renxin.clinics.models import Clinic
from renxin.staff.roles import Role
from tests.cast import employed, signed_in


@pytest.fixture
def desk(client, dongyuan):
    return signed_in(client, employed("xi", "席工", Role.SYSTEM_ADMIN, None))


FORM = {
    "name": "仁心口腔新城",
    "short_name": "新城",
    "code": "xincheng",
    "zone": "Asia/Urumqi",
}


def test_a_clinic_is_opened_and_listed(desk):
    desk.post(reverse("clinics:new"), FORM)

    assert Clinic.objects.get(code="xincheng").zone == "Asia/Urumqi"
    assert "仁心口腔新城" in desk.get(reverse("clinics:index")).content.decode()


def test_a_code_is_used_once_and_what_was_typed_is_kept(desk):
    answer = desk.post(reverse("clinics:new"), FORM | {"code": "dongyuan"})

    assert answer.status_code == 422
    assert "已有院区使用这个代码" in answer.content.decode()
    assert "仁心口腔新城" in answer.content.decode()


@pytest.mark.parametrize("kind", ["departments", "chairs", "equipment"])
def test_what_stands_in_a_clinic_is_added_by_name_once(desk, dongyuan, kind):
    page = reverse("clinics:place", args=[dongyuan.pk, kind])
    desk.post(page, {"name": "1 号"})

    answer = desk.post(page, {"name": "1 号"})

    assert answer.status_code in {302, 422}
    assert "1 号" in desk.get(reverse("clinics:index")).content.decode()


def test_a_kind_nobody_knows_is_not_there(desk, dongyuan):
    answer = desk.post(
        reverse("clinics:place", args=[dongyuan.pk, "rockets"]), {"name": "1"}
    )

    assert answer.status_code == 404
