"""What can be told of a patient on this storey and below it."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from renxin.journal.models import Entry
from renxin.patients.models import Patient
from renxin.patients.models.patient import ADULT
from renxin.promises.kinds import Kind
from renxin.promises.models import OptOut, Promise
from renxin.protocols.named import Asked, Truth, condition

SCHOOL = 7  # years
REPLIED = "voice.replied"


@condition("died", _("has died"))
def died(asked: Asked) -> Truth:
    return _is(asked, died_on__isnull=False)


@condition("restricted", _("asked us to stop using the record"))
def restricted(asked: Asked) -> Truth:
    return _is(asked, restricted_at__isnull=False)


@condition("asked_to_stop", _("asked not to be called"))
def asked_to_stop(asked: Asked) -> Truth:
    return asked.has(OptOut.objects.all())


@condition("replied", _("answered us"))
def replied(asked: Asked) -> Truth:
    """Since the protocol began for them."""
    said = Entry.objects.filter(fact=REPLIED, at__gt=OuterRef(asked.since))
    return Exists(said.filter(patient_id=OuterRef(asked.person)))


@condition("recall_owed", _("we have promised to invite them already"))
def recall_owed(asked: Asked) -> Truth:
    return asked.has(Promise.objects.open().filter(kind=Kind.RECALL))


@condition("adult", _("is of age"))
def adult(asked: Asked) -> Truth:
    return _is(asked, birth_on__lte=_years_before(asked.at, ADULT))


@condition("minor", _("is under age"))
def minor(asked: Asked) -> Truth:
    return _is(asked, birth_on__gt=_years_before(asked.at, ADULT))


@condition("under_7", _("is under seven"))
def under_7(asked: Asked) -> Truth:
    return _is(asked, birth_on__gt=_years_before(asked.at, SCHOOL))


def _is(asked: Asked, **so: object) -> Truth:
    return Exists(Patient.objects.filter(pk=OuterRef(asked.person), **so))


def _years_before(at: datetime, years: int) -> date:
    day = timezone.localdate(at)
    # Whoever was born on 29 February has the birthday on the first of March.
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)
