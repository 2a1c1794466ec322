"""Two departments of 东院, a doctor in each, and 河西 across the river."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from renxin.clinics.models import Department
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import employed


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def endodontics(dongyuan):
    return Department.objects.create(clinic=dongyuan, name="牙体牙髓科", code="endo")


@pytest.fixture
def orthodontics(dongyuan):
    return Department.objects.create(clinic=dongyuan, name="正畸科", code="ortho")


@pytest.fixture
def doctor_sun(dongyuan, endodontics):
    """She works in endodontics; patients are referred to her."""
    sun = employed("sun", "孙一禾", Role.DOCTOR, None)
    Post.objects.filter(staff=sun).update(clinic=dongyuan, department=endodontics)
    return sun


@pytest.fixture
def doctor_qian(hexi):
    return employed("qian", "钱知行", Role.DOCTOR, hexi)
