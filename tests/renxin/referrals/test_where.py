import pytest

from renxin.referrals.offered import offered
from renxin.referrals.where import departments_of, doctors_of, staffed
from renxin.rosters.models import Pattern
from renxin.staff.roles import Role
from tests.cast import NOON, SINCE, TODAY


@pytest.fixture
def li_in_orthodontics(doctor_li, dongyuan, orthodontics):
    """He has no post in the department, but works there on Tuesdays."""
    return Pattern.objects.create(
        staff=doctor_li,
        clinic=dongyuan,
        department=orthodontics,
        role=Role.DOCTOR,
        weekday=1,
        from_minute=480,
        until_minute=720,
        since_on=SINCE,
        at=NOON,
    )


def test_a_department_has_the_doctors_of_its_posts_and_of_its_week(
    doctor_li, doctor_sun, endodontics, orthodontics, li_in_orthodontics
):
    assert list(doctors_of(endodontics, TODAY)) == [doctor_sun]
    assert list(doctors_of(orthodontics, TODAY)) == [doctor_li]
    assert departments_of(doctor_li, TODAY) == {orthodontics.pk}
    assert departments_of(doctor_sun, TODAY) == {endodontics.pk}


def test_whoever_left_the_house_staffs_nothing(
    doctor_sun, endodontics, orthodontics, dongyuan, li_in_orthodontics
):
    doctor_sun.is_active = False
    doctor_sun.save()

    assert staffed([dongyuan], TODAY) == {orthodontics.pk}


def test_a_week_that_is_over_staffs_nothing(orthodontics, dongyuan, li_in_orthodontics):
    Pattern.objects.update(until_on=TODAY)

    assert staffed([dongyuan], TODAY) == set()
    assert not doctors_of(orthodontics, TODAY).exists()


def test_the_own_clinic_is_offered_first_and_departments_before_people(
    dongyuan, hexi, doctor_li, doctor_sun, doctor_qian, endodontics
):
    found = offered(dongyuan, by=doctor_li, at=NOON)

    names = [(clinic, [name for _value, name in some]) for clinic, some in found.groups]
    assert names == [("东院", ["牙体牙髓科", "孙一禾"]), ("河西", ["钱知行"])]


def test_it_takes_few_questions(
    dongyuan, doctor_li, doctor_sun, endodontics, django_assert_num_queries
):
    with django_assert_num_queries(4):
        offered(dongyuan, by=doctor_li, at=NOON)
