"""The named cast of the tests: a house of two clinics and the people in it.

东院 is where most of a test happens; Zhao works only at 河西 and must see
nothing of it.
"""

import time
from datetime import UTC, date, datetime

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from renxin.clinics.models import Clinic
from renxin.patients.models import (
    ContactPoint,
    Enrolment,
    Patient,
    Reach,
    Relation,
)
from renxin.patients.models.patient import Sex
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role

# Monday 2 March 2026, noon in Shanghai.
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SINCE = date(2024, 1, 1)


def employed(username: str, name: str, role: Role, clinic: Clinic | None) -> Staff:
    staff = Staff.objects.create_user(username, "a quiet morning", name=name)
    Post.objects.create(staff=staff, clinic=clinic, role=role, since_on=SINCE)
    return staff


def enrolled(clinic: Clinic, number: str, name: str, **fields: object) -> Patient:
    fields.setdefault("registered_on", SINCE)
    patient = Patient.objects.create(number=number, name=name, **fields)
    Enrolment.objects.create(patient=patient, clinic=clinic, at=NOON)
    return patient


def reached(
    patient: Patient, number: str, whose: Reach.Whose = Reach.Whose.OWN
) -> Reach:
    point, _new = ContactPoint.objects.get_or_create(
        kind=ContactPoint.Kind.PHONE,
        value=number,
        defaults={"backwards": number[::-1]},
    )
    return Reach.objects.create(patient=patient, contact_point=point, whose=whose)


def by_password_alone(client: Client, staff: Staff) -> Client:
    """Signed in, without the second proof that some doors ask for."""
    client.force_login(staff, backend="renxin.staff.sign_in.StaffBackend")
    return client


def signed_in(client: Client, staff: Staff) -> Client:
    """Signed in with everything a door may ask for, a moment ago."""
    by_password_alone(client, staff)
    Authenticator.objects.get_or_create(
        user=staff, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
    )
    prove(client, staff, at=time.time())
    return client


def prove(client: Client, staff: Staff, *, at: float) -> None:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": at}
    ]
    session["account_authentication_methods_user"] = str(staff.pk)
    session.save()


@pytest.fixture
def dongyuan(db: None) -> Clinic:
    return Clinic.objects.create(
        name="仁心口腔东院", short_name="东院", code="dongyuan"
    )


@pytest.fixture
def hexi(db: None) -> Clinic:
    return Clinic.objects.create(name="仁心口腔河西", short_name="河西", code="hexi")


@pytest.fixture
def doctor_li(dongyuan: Clinic) -> Staff:
    return employed("li", "李予安", Role.DOCTOR, dongyuan)


@pytest.fixture
def greeter_lin(dongyuan: Clinic) -> Staff:
    return employed("lin", "林溪", Role.GREETER, dongyuan)


@pytest.fixture
def manager_gu(dongyuan: Clinic) -> Staff:
    return employed("gu", "顾远", Role.MANAGER, dongyuan)


@pytest.fixture
def outsider_zhao(hexi: Clinic) -> Staff:
    """Works at the other clinic alone, with every right of a front desk there."""
    return employed("zhao", "赵海", Role.GREETER, hexi)


@pytest.fixture
def wang_fang(dongyuan: Clinic) -> Patient:
    patient = enrolled(
        dongyuan,
        "20260001",
        "王芳",
        pinyin="wangfang",
        initials="wf",
        sex=Sex.FEMALE,
        birth_on=date(1992, 5, 17),
    )
    reached(patient, "+8613812342207")
    return patient


@pytest.fixture
def xiaodou(dongyuan: Clinic, wang_fang: Patient) -> Patient:
    """Wang Fang's six-year-old, reached through her phone."""
    patient = enrolled(
        dongyuan,
        "20260002",
        "王小豆",
        pinyin="wangxiaodou",
        initials="wxd",
        sex=Sex.MALE,
        birth_on=date(2019, 9, 1),
    )
    reached(patient, "+8613812342207", Reach.Whose.MOTHER)
    Relation.objects.create(
        person=wang_fang, of=patient, kind=Relation.Kind.MOTHER, is_guardian=True
    )
    return patient
