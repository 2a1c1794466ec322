"""Somebody nobody knows registers on their own phone, once it is proven theirs.

They get a record of their own, never somebody else's: whether one on file is the same
person is for the front desk to find out, and is promised as such.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.desk.masking import masked_phone
from renxin.patients.consents import TEXT_VERSION
from renxin.patients.duplicates import candidates, likeness_of
from renxin.patients.models import Consent, ContactPoint, Patient, Purpose
from renxin.patients.models.purpose import Initiative, Method
from renxin.patients.registration import GuardianNeeded, Newcomer, register
from renxin.portal import policy
from renxin.portal.codes import lock
from renxin.portal.models import PhoneSession
from renxin.portal.refusals import ForAChild, KnownByNow, TooManyNewcomers
from renxin.portal.served import served
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What a newcomer says of themselves, having agreed to its being kept."""

    name: str
    birth_on: date | None
    clinic: Clinic
    language: str


@transaction.atomic
def take_in(phone: PhoneSession, told: Told, *, at: datetime) -> Patient:
    """A record of their own, reached by this phone, from now on about them."""
    point = _nobodys(phone, at=at)
    newcomer = Newcomer(
        name=told.name,
        birth_on=told.birth_on,
        phone=point.value,
        consents=[_agreed(phone, point, told)],
    )
    try:
        patient = register(newcomer, clinic=told.clinic, by=None, at=at)
    except GuardianNeeded:
        raise ForAChild from None
    phone.newcomer = phone.patient = patient
    phone.save(update_fields=["newcomer", "patient"])
    _have_it_looked_at(patient, told.clinic, at=at)
    return patient


def _nobodys(phone: PhoneSession, *, at: datetime) -> ContactPoint:
    """The number, while nobody is looked after from it; two presses queue here."""
    numbers = ContactPoint.objects.select_for_update(no_key=True)
    point = numbers.get(pk=phone.contact_point_id or 0)
    if any(one.clinics for one in served(point, at=at)):
        raise KnownByNow
    lock(f"newcomers {phone.address}")
    lately = PhoneSession.objects.filter(address=phone.address, made_at__gt=at - A_DAY)
    if lately.exclude(newcomer=None).count() >= policy.newcomers().address_a_day:
        raise TooManyNewcomers
    return point


def _agreed(phone: PhoneSession, point: ContactPoint, told: Told) -> Consent:
    """To being treated and booked here; nothing else is asked of a newcomer."""
    number = masked_phone(point.value)
    return Consent(
        purpose=Purpose.CARE,
        answer=Consent.Answer.GIVEN,
        initiative=Initiative.PATIENT,
        method=Method.SCREEN,
        text_version=TEXT_VERSION,
        language=told.language,
        evidence=f"phone session {phone.pk}, code to {number}",
        address=phone.address,
    )


def _have_it_looked_at(patient: Patient, clinic: Clinic, *, at: datetime) -> None:
    """The front desk hears of a record that may be the same person's."""
    everyone = Patient.objects.all()
    found = candidates(likeness_of(patient), among=everyone, but=[patient.pk])
    if not found:
        return
    with translation.override(settings.LANGUAGE_CODE):
        shared = {"shared": found[0].said()}
        terms = Terms(
            kind=Kind.OTHER,
            what=_("See whether %(name)s is on file already") % {"name": patient.name},
            why=_("Registered on a phone; another record has the %(shared)s.") % shared,
            words=_("May I see your identity card? So that we keep one record of you."),
            due_from=at,
            due_at=at + A_DAY,
            owner_role=Role.GREETER,
        )
    Promise.make(patient, terms, clinic=clinic, by=None, at=at)


def most_ahead(patient: Patient) -> int:
    """How much they may have before them: less until they have come once."""
    ids = patient.record_ids()
    if not PhoneSession.objects.filter(newcomer__in=ids).exists():
        return policy.booking().most_ahead
    came = Appointment.objects.filter(patient__in=ids, arrival__isnull=False).exists()
    return policy.booking().most_ahead if came else policy.newcomers().most_ahead
