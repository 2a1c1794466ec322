import pytest

from renxin.booking.asking import trades
from renxin.booking.asking.line import Line
from renxin.booking.models import Service
from renxin.clinics.models import Department

DEPARTMENTS = [
    Department(pk=1, name="牙体牙髓科", code="endo"),
    Department(pk=2, name="种植中心", code="impl"),
    Department(pk=3, name="Orthodontics", code="ortho"),
]
SERVICES = [
    Service(pk=1, code="implant", name="种植"),
    Service(pk=2, code="implant-2", name="种植二期"),
]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("牙体牙髓科", ["牙体牙髓科"]),
        ("牙髓科医生", ["牙体牙髓科"]),
        ("any endodontist", ["牙体牙髓科"]),
        ("矫正", ["Orthodontics"]),
        ("an orthodontist", ["Orthodontics"]),
        ("endorse", []),
        ("牙周", []),
    ],
)
def test_a_department_is_known_by_its_name_and_its_trade_in_both_languages(
    typed, named
):
    found = trades.departments(Line(typed), DEPARTMENTS)

    assert [one.name for meant, _where in found for one in meant] == named


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("种植二期", ["种植二期"]),
        ("种植", ["种植"]),
        ("implant-2", ["种植二期"]),
        ("IMPLANT", ["种植"]),
        ("implants", []),
    ],
)
def test_the_longest_service_that_is_written_out_is_meant(typed, named):
    found = trades.services(Line(typed), SERVICES)

    assert [one.name for one, _where in found] == named


def test_a_part_of_a_name_may_mean_several_services_and_one_sign_means_none():
    assert trades.meant_by("二期", SERVICES) == [SERVICES[1]]
    assert trades.meant_by("种植", SERVICES) == SERVICES
    assert trades.meant_by("期", SERVICES) == []
