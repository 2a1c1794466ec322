"""Keeping a person, a chair or a device free of patients: upkeep, a meeting."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from renxin.booking import taking
from renxin.booking.facts import GivenBack, KeptFree
from renxin.booking.models import Occupation, Resource
from renxin.booking.models.resource import Thing
from renxin.booking.refusals import AcrossMidnight, InThePast, NoLength, Taken
from renxin.booking.terms import GRACE
from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.rosters.spans import DateTimeTZRange
from renxin.staff.models import Staff

MOMENT = timedelta(microseconds=1)


@transaction.atomic
def keep(
    thing: Thing,
    clinic: Clinic,
    during: DateTimeTZRange,
    *,
    purpose: str,
    by: Staff,
    at: datetime,
) -> Occupation:
    """Take it up for something that is no patient, if nobody needs it then."""
    check(clinic, during, at=at)
    resource = Resource.objects.of([thing])[thing]
    taking.lock([resource])
    wanted = Occupation(resource=resource, purpose=purpose, during=during)
    in_the_way = taking.conflicts([wanted], at=at)
    if in_the_way:
        raise taking.refusal(in_the_way, ZoneInfo(clinic.zone))
    with refusing({taking.BACKSTOP: Taken}):
        wanted.save(force_insert=True)
    record(KeptFree, wanted, clinic, by=by, at=at)
    return wanted


@transaction.atomic
def give_back(kept: Occupation, clinic: Clinic, *, by: Staff, at: datetime) -> None:
    """Let patients have the time again."""
    taking.lock([kept.resource])
    gone, _of_what = Occupation.objects.filter(pk=kept.pk).delete()
    if gone:
        record(GivenBack, kept, clinic, by=by, at=at)


def check(clinic: Clinic, during: DateTimeTZRange, *, at: datetime) -> None:
    if during.upper <= during.lower:
        raise NoLength
    if during.lower < at - GRACE:
        raise InThePast
    # Until midnight sharp is until the end of the day.
    if clinic.day_of(during.lower) != clinic.day_of(during.upper - MOMENT):
        raise AcrossMidnight


def record(
    fact: type[KeptFree | GivenBack],
    kept: Occupation,
    clinic: Clinic,
    *,
    by: Staff,
    at: datetime,
) -> None:
    told = fact(
        at=at,
        by_id=by.pk,
        clinic_id=clinic.pk,
        what=str(kept.resource),
        purpose=kept.purpose,
        starts_at=kept.during.lower.isoformat(),
    )
    book.record(told)
