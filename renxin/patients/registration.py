"""Taking a person in: everything that makes a new record, in one go or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.patients import names, numbers
from renxin.patients.identity import Document
from renxin.patients.lifetime import check_lifetime
from renxin.patients.models import (
    Concern,
    Consent,
    Enrolment,
    IdentityDocument,
    Patient,
    Reach,
    Relation,
)
from renxin.patients.models.patient import Registered, Sex
from renxin.staff.models import Staff

# What a phone's owner is to the patient, as the family circle tells it.
RELATED = {
    Reach.Whose.MOTHER: Relation.Kind.MOTHER,
    Reach.Whose.FATHER: Relation.Kind.FATHER,
    Reach.Whose.SPOUSE: Relation.Kind.SPOUSE,
    Reach.Whose.CHILD: Relation.Kind.CHILD,
    Reach.Whose.GRANDPARENT: Relation.Kind.GRANDPARENT,
    Reach.Whose.GUARDIAN: Relation.Kind.OTHER,
    Reach.Whose.OTHER: Relation.Kind.OTHER,
}
GUARDIANS = frozenset(
    {
        Reach.Whose.MOTHER,
        Reach.Whose.FATHER,
        Reach.Whose.GRANDPARENT,
        Reach.Whose.GUARDIAN,
    }
)


class AlreadyOnFile(Refusal):
    """The same document belongs to a record that stands."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        super().__init__(
            gettext("This document is already on file, under record %(number)s.")
            % {"number": patient.number}
        )


class GuardianNeeded(Refusal):
    """A child is registered with the grown-up who answers for it."""

    sentence = _("A child needs a guardian: say whose phone this is, and the name.")


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """A person as the front desk takes them in."""

    name: str
    sex: str = Sex.UNKNOWN
    birth_on: date | None = None
    document: Document | None = None
    no_document: str = ""
    phone: str = ""
    whose: str = Reach.Whose.OWN
    relative: Patient | None = None
    guardian_name: str = ""
    foreign_name: str = ""
    address_as: str = ""
    channel: str = ""
    need: str = ""
    payer: str = ""
    allergies: str = ""
    introduced_by: Patient | None = None
    concerns: Sequence[Concern] = ()
    consents: Sequence[Consent] = ()


@transaction.atomic
def register(
    newcomer: Newcomer, *, clinic: Clinic, by: Staff | None, at: datetime
) -> Patient:
    """Take a person in at this clinic and tell the house; by nobody, on their phone."""
    today = clinic.day_of(at)
    patient = _record(newcomer, today)
    _check(newcomer, patient, today)
    patient.number = numbers.issue(year=today.year)[0]
    patient.save(force_insert=True)
    by_id = by.pk if by else None
    Enrolment.objects.create(patient=patient, clinic=clinic, at=at, by_id=by_id)
    _keep_document(newcomer, patient)
    _keep_phone(newcomer, patient, today)
    book.record(
        Registered(
            patient_id=patient.pk,
            clinic_id=clinic.pk,
            at=at,
            by_id=by_id,
            number=patient.number,
            channel=patient.channel,
            introduced_by_id=_pk(newcomer.introduced_by),
        )
    )
    _keep_words(newcomer, patient, by=by, at=at)
    return patient


def _pk(patient: Patient | None) -> int | None:
    return patient.pk if patient else None


def _record(newcomer: Newcomer, today: date) -> Patient:
    document = newcomer.document
    sex = newcomer.sex
    if sex == Sex.UNKNOWN and document and document.sex:
        sex = document.sex
    patient = Patient(
        name=names.clean(newcomer.name),
        foreign_name=newcomer.foreign_name,
        sex=sex,
        birth_on=newcomer.birth_on or (document.birth_on if document else None),
        address_as=newcomer.address_as,
        channel=newcomer.channel,
        need=newcomer.need,
        payer=newcomer.payer,
        allergies=newcomer.allergies,
        registered_on=today,
    )
    patient.sound()
    return patient


def _check(newcomer: Newcomer, patient: Patient, today: date) -> None:
    check_lifetime(patient.birth_on, None, today=today)
    if newcomer.document:
        _refuse_a_second(newcomer.document)
    if not patient.is_minor_on(today):
        return
    known = newcomer.relative is not None or newcomer.guardian_name.strip()
    if newcomer.whose not in GUARDIANS or not known:
        raise GuardianNeeded


def _refuse_a_second(document: Document) -> None:
    """One document, one record; two desks at once wait for each other here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))",
            [document.index.hex()],
        )
    same = IdentityDocument.objects.numbered(document.kind, document.index)
    found = same.select_related("patient").first()
    if found:
        raise AlreadyOnFile(found.patient.kept())


def _keep_document(newcomer: Newcomer, patient: Patient) -> None:
    document = newcomer.document
    if document:
        patient.documents.create(
            kind=document.kind,
            sealed=IdentityDocument.sealed_of(document.number),
            index=document.index,
            masked=document.masked,
        )
    elif newcomer.no_document:
        patient.documents.create(
            kind=IdentityDocument.Kind.NONE,
            sealed=b"",
            index=b"",
            reason=newcomer.no_document,
        )


def _keep_phone(newcomer: Newcomer, patient: Patient, today: date) -> None:
    if newcomer.phone:
        Reach.keep(
            patient,
            newcomer.phone,
            whose=newcomer.whose,
            person_name=newcomer.guardian_name,
        )
    if newcomer.relative:
        Relation.objects.create(
            person=newcomer.relative,
            of=patient,
            kind=RELATED.get(Reach.Whose(newcomer.whose), Relation.Kind.OTHER),
            is_guardian=patient.is_minor_on(today),
        )


def _keep_words(
    newcomer: Newcomer, patient: Patient, *, by: Staff | None, at: datetime
) -> None:
    for concern in newcomer.concerns:
        concern.patient = patient
        concern.note_down(by=by, at=at)
    for consent in newcomer.consents:
        consent.patient = patient
        consent.answered(by=by, at=at)
