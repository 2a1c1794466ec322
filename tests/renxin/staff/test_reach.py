import pytest

from renxin.patients.models import Enrolment
from renxin.staff.models import Post
from renxin.staff.reach import within
from renxin.staff.roles import Role
from tests.cast import SINCE, employed, enrolled

WRITES = "plans.write"


@pytest.fixture
def of_two(dongyuan, hexi):
    """A doctor at 河西, who trains people at 东院."""
    person = employed("two", "何远", Role.DOCTOR, hexi)
    Post.objects.create(
        staff=person, clinic=dongyuan, role=Role.TRAINER, since_on=SINCE
    )
    return person


def reached(staff, *fields):
    rows = Enrolment.objects.filter(within(staff, WRITES, *fields))
    return {row.clinic.code for row in rows}


@pytest.fixture(autouse=True)
def rows(dongyuan, hexi):
    enrolled(dongyuan, "1", "王芳")
    enrolled(hexi, "2", "陆云")


def test_a_right_reaches_to_the_clinics_it_is_held_at(of_two, dongyuan, hexi):
    assert of_two.may(WRITES)
    assert of_two.may_at(WRITES, hexi.pk)
    assert not of_two.may_at(WRITES, dongyuan.pk)
    assert reached(of_two) == {"hexi"}


def test_a_post_of_the_whole_house_reaches_everywhere(dongyuan, hexi):
    person = employed("all", "何远", Role.DOCTOR, None)

    assert reached(person) == {"dongyuan", "hexi"}


def test_whoever_holds_it_nowhere_reaches_nothing(greeter_lin):
    assert reached(greeter_lin) == set()


def test_nor_does_whoever_left_the_house(doctor_li, dongyuan):
    doctor_li.is_active = False

    assert reached(doctor_li) == set()
    assert not doctor_li.may_at(WRITES, dongyuan.pk)


def test_a_row_of_two_clinics_is_reached_from_either(of_two):
    assert reached(of_two, "clinic", "patient__enrolments__clinic") == {"hexi"}
