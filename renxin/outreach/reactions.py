"""What outreach does when something happens below it."""

from datetime import date, datetime

from django.utils import timezone

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.journal.book import on
from renxin.outreach.facts import Introduced
from renxin.outreach.models import Introduction
from renxin.patients.facts import Registered


@on(Registered)
def remember_who_brought_them(fact: Registered) -> None:
    """A patient named another who sent them: keep it, once, and tell it."""
    if fact.introduced_by_id is None or fact.patient_id is None:
        return
    _introduction, new = Introduction.objects.get_or_create(
        by_patient_id=fact.introduced_by_id,
        patient_id=fact.patient_id,
        defaults={"day": _day(fact.at, fact.clinic_id)},
    )
    if new:
        book.record(
            Introduced(
                patient_id=fact.introduced_by_id,
                clinic_id=fact.clinic_id,
                at=fact.at,
                by_id=fact.by_id,
                introduced_id=fact.patient_id,
                number=fact.number,
            )
        )


def _day(at: datetime, clinic_id: int | None) -> date:
    clinic = Clinic.objects.filter(pk=clinic_id).first() if clinic_id else None
    return clinic.day_of(at) if clinic else timezone.localdate(at)
