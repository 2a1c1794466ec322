from datetime import date

import pytest

from renxin.booking.acquaintance import Acquaintance
from renxin.booking.asking.patient import moving, resolved
from renxin.booking.models import Appointment
from tests.renxin.booking.asking.test_reading import DOCTORS, SERVICES, understood

LI, CHEN, *_OTHERS = DOCTORS
KNOWN = Acquaintance(own=LI, last=CHEN)


def test_her_own_doctor_is_named_once_it_is_known_who_she_is():
    asking = resolved(understood("她自己的医生 下午"), KNOWN)

    assert asking.doctors == (LI,)
    assert asking.understood == ["李予安", "12:00–18:00"]


def test_her_own_doctor_or_any_endodontist_is_either():
    asking = resolved(understood("her own doctor or any endodontist"), KNOWN)

    assert asking.doctors == (LI,)
    assert asking.is_either


def test_not_with_her_last_dentist_leaves_one_out():
    asking = resolved(understood("牙髓 不要上次的医生"), KNOWN)

    assert asking.not_with == (CHEN,)
    assert asking.understood == ["any of 牙体牙髓科", "not with 陈知夏"]


@pytest.mark.parametrize(
    ("known", "why"),
    [(None, "choose the patient first"), (Acquaintance(), "nobody yet")],
)
def test_who_cannot_be_known_is_said_not_to_be(known, why):
    asking = resolved(understood("her own doctor"), known)

    assert asking.doctors == ()
    assert [one.why for one in asking.missed] == [why]


def test_who_names_nobody_is_offered_their_own_doctor_first():
    asking = resolved(understood("下午"), KNOWN)

    assert asking.doctors == (LI,)
    assert asking.is_either
    assert asking.understood[0] == "李予安 first"


def test_who_names_somebody_is_not_told_whom_to_see():
    assert resolved(understood("陈知夏"), KNOWN).doctors == (CHEN,)
    assert resolved(understood("牙周"), KNOWN).doctors == ()
    assert resolved(understood("不要李医生"), KNOWN).doctors == ()


def test_an_appointment_that_is_moved_stays_as_long_and_rather_with_the_same():
    appointment = Appointment(doctor=CHEN, service=SERVICES[0], minutes=25)

    asking = moving(understood("下周"), appointment)

    assert (asking.service, asking.minutes) == (SERVICES[0], 25)
    assert (asking.doctors, asking.is_either) == ((CHEN,), True)
    assert asking.first_day == date(2026, 3, 9)


def test_what_is_typed_holds_over_what_the_appointment_was():
    appointment = Appointment(doctor=CHEN, service=SERVICES[0], minutes=25)

    asking = moving(understood("李予安 50 分钟"), appointment)

    assert (asking.minutes, asking.doctors) == (50, (LI,))
