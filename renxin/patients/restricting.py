"""The person's right to have their data only kept, or erased as far as law allows.

A medical record is kept fifteen years after the last visit, so erasing it is
answered by restricting it. What no law asks for goes: the ways to reach the
person, where they live, how they pay, and every earlier state of these.
"""

from contextlib import suppress
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.patients import page
from renxin.patients.models import (
    ContactPoint,
    Lifting,
    Patient,
    Reach,
    Restriction,
)
from renxin.patients.models.restriction import Erased, Restricted, Unrestricted
from renxin.staff.models import Staff

KEPT_YEARS = 15  # outpatient records, from the last visit
BLANKED = ("address", "address_as", "need", "payer", "former_name")


class AlreadyRestricted(Refusal):
    """The record is only kept already."""

    sentence = _("The use of this record is restricted already.")


class NotRestricted(Refusal):
    """There is nothing to lift."""

    sentence = _("The use of this record is not restricted.")


class NoReason(Refusal):
    """A right of the person is written down with its reason."""

    sentence = _("Say why, in their own words if you can.")


@transaction.atomic
def restrict(patient: Patient, *, reason: str, by: Staff, at: datetime) -> Restriction:
    """Only keep the record: out of search, lists, calls and imports’ news."""
    restriction = _restrict(patient, reason, by=by, at=at)
    book.record(
        Restricted(patient_id=patient.pk, at=at, by_id=by.pk, reason=restriction.reason)
    )
    return restriction


@transaction.atomic
def lift(patient: Patient, *, reason: str, by: Staff, at: datetime) -> None:
    """Use the record again; what was erased stays erased."""
    if not reason.strip():
        raise NoReason
    if patient.restricted_at is None:
        raise NotRestricted
    for restriction in patient.restrictions.standing():
        Lifting.objects.create(
            restriction=restriction, reason=reason.strip(), by=by, at=at
        )
    _mark(patient, None)
    book.record(
        Unrestricted(patient_id=patient.pk, at=at, by_id=by.pk, reason=reason.strip())
    )


@transaction.atomic
def erase(patient: Patient, *, reason: str, by: Staff, at: datetime) -> date:
    """Erase what need not be kept and restrict the rest; until when it is kept."""
    if patient.restricted_at is None:
        restriction = _restrict(patient, reason, by=by, at=at)
        restriction.is_erasure = True
        restriction.save(update_fields=["is_erasure"])
    elif not reason.strip():
        raise NoReason
    until = kept_until(patient)
    records = patient.record_ids()
    _forget_reaches(records)
    blank = dict.fromkeys(BLANKED, "")
    # The row history is written by the change itself, so it is blanked after it.
    Patient.objects.filter(pk__in=records).update(**blank)
    _history(Patient).filter(pgh_obj__in=records).update(**blank)
    book.record(
        Erased(patient_id=patient.pk, at=at, by_id=by.pk, kept_until=until.isoformat())
    )
    return until


def kept_until(patient: Patient) -> date:
    """Fifteen years from the last visit anybody knows of, else from registration."""
    records = patient.record_ids()
    seen = [*page.last_seen_on(records).values(), patient.registered_on]
    last = max(seen)
    try:
        return last.replace(year=last.year + KEPT_YEARS)
    except ValueError:  # 29 February has no fifteenth birthday
        return date(last.year + KEPT_YEARS, 3, 1)


def _restrict(patient: Patient, reason: str, *, by: Staff, at: datetime) -> Restriction:
    if not reason.strip():
        raise NoReason
    if patient.restricted_at:
        raise AlreadyRestricted
    restriction = Restriction.objects.create(
        patient=patient, reason=reason.strip(), by=by, at=at
    )
    _mark(patient, at)
    return restriction


def _mark(patient: Patient, at: datetime | None) -> None:
    patient.restricted_at = at
    patient.save(update_fields=["restricted_at"])


def _forget_reaches(records: list[int]) -> None:
    """Numbers nobody else is reached through go; a mother's phone stays hers."""
    reaches = Reach.objects.filter(patient__in=records)
    points = list(reaches.values_list("contact_point", flat=True))
    reaches.delete()
    _history(Reach).filter(patient__in=records).delete()
    for point in ContactPoint.objects.filter(pk__in=points, reaches=None):
        # What was sent there, and that they asked us to stop, must stay provable.
        with suppress(models.ProtectedError), transaction.atomic():
            point.delete()


def _history(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    """The rows in which every earlier state of a model stands."""
    events: type[models.Model] = model._meta.get_field("events").related_model  # type: ignore[assignment]  # noqa: SLF001
    return models.QuerySet(events)
