from datetime import timedelta

from renxin.booking.models import Appointment, Outcome
from renxin.today.expected import expected
from tests.cast import NOON

HOUR = timedelta(hours=1)


def booked(patient, clinic, hours, doctor=None):
    return Appointment.objects.create(
        patient=patient, clinic=clinic, doctor=doctor, starts_at=NOON + hours * HOUR
    )


def test_the_front_desk_sees_who_is_booked_at_its_clinic_today(
    dongyuan, hexi, wang_fang, greeter_lin
):
    soon = booked(wang_fang, dongyuan, 1)
    booked(wang_fang, dongyuan, -3)
    booked(wang_fang, dongyuan, 13)
    booked(wang_fang, hexi, 1)

    assert expected(greeter_lin, clinic=dongyuan, at=NOON) == [soon]


def test_a_doctor_sees_their_own(dongyuan, wang_fang, doctor_li):
    mine = booked(wang_fang, dongyuan, 1, doctor_li)
    booked(wang_fang, dongyuan, 2)

    assert expected(doctor_li, clinic=dongyuan, at=NOON) == [mine]


def test_who_came_or_cancelled_is_no_longer_expected(dongyuan, wang_fang, greeter_lin):
    Outcome.objects.create(
        appointment=booked(wang_fang, dongyuan, 1), kind="KEPT", at=NOON
    )

    assert expected(greeter_lin, clinic=dongyuan, at=NOON) == []
