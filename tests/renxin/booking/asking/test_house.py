from datetime import date

import pytest

from renxin.booking.asking.house import house_of
from renxin.booking.models import Service
from renxin.clinics.models import Department
from renxin.staff.models import Post
from renxin.staff.roles import Role
from tests.cast import TODAY, employed

pytestmark = pytest.mark.django_db


def names(found):
    return [one.name for one in found]


def test_whoever_treats_here_today_may_be_named_and_nobody_else(
    doctor_li, greeter_lin, dongyuan, hexi
):
    employed("zhou", "周清", Role.DOCTOR, hexi)
    leaving = employed("wu", "吴越", Role.DOCTOR, dongyuan)
    Post.objects.filter(staff=leaving).update(until_on=TODAY)
    gone = employed("zheng", "郑和", Role.DOCTOR, dongyuan)
    gone.is_active = False
    gone.save()

    assert names(house_of(dongyuan, TODAY).doctors) == ["李予安"]


def test_a_doctor_of_the_whole_house_may_be_named_at_each_clinic(dongyuan, hexi):
    employed("zhou", "周清", Role.DOCTOR, None)

    assert names(house_of(dongyuan, TODAY).doctors) == ["周清"]
    assert names(house_of(hexi, TODAY).doctors) == ["周清"]


def test_departments_are_those_of_the_clinic_and_services_those_still_given(
    dongyuan, hexi, filling
):
    for clinic, name in ((dongyuan, "牙周科"), (hexi, "正畸科")):
        Department.objects.create(clinic=clinic, name=name, code="one")
    ended = date(2026, 1, 1)
    Service.objects.create(code="old", name="旧项目", ended_on=ended)

    house = house_of(dongyuan, TODAY)

    assert names(house.departments) == ["牙周科"]
    assert names(house.services) == ["补牙"]
