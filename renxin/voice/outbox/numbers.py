"""Numbers that do not work: three failures in a row, and the desk asks for another."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.patients.models import ContactPoint
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.voice.kinds import Receipt
from renxin.voice.models import BadNumber, Message, Report

IN_A_ROW = 3
WITHIN = timedelta(days=1)


@transaction.atomic
def failed(message: Message, channel: str, *, code: str, at: datetime) -> None:
    """Keep that it failed; from the third on nothing more is sent to that number."""
    Report.objects.get_or_create(
        message=message,
        channel=channel,
        receipt=Receipt.FAILED,
        code=code[:60],
        defaults={"at": at},
    )
    point = message.reached
    if point is None or not _failed_in_a_row(point):
        return
    bad, new = BadNumber.objects.get_or_create(
        contact_point=point, works_since=None, defaults={"at": at}
    )
    if new:
        bad.promise = _promise(message, at=at)
        bad.save(update_fields=["promise"])


def gone(point: ContactPoint, *, at: datetime) -> None:
    """The platform says that they left; nothing more is sent there."""
    BadNumber.objects.get_or_create(
        contact_point=point, works_since=None, defaults={"at": at}
    )


def _failed_in_a_row(point: ContactPoint) -> bool:
    reports = Report.objects.filter(reached(point))
    last = reports.order_by("-at", "-pk").values_list("message", "receipt")
    how: dict[int, str] = {}
    for message, receipt in last[: IN_A_ROW * 4]:
        how.setdefault(message, receipt)
    latest = list(how.values())[:IN_A_ROW]
    return latest == [Receipt.FAILED] * IN_A_ROW


def reached(point: ContactPoint) -> Q:
    """Of messages that were handed over to this address."""
    there = Q(message__went_to=point)
    return there | Q(message__went_to=None, message__contact_point=point)


def works(point: ContactPoint, *, by: Staff | None, at: datetime) -> None:
    """Something arrived there, or somebody found out that it works."""
    standing = BadNumber.objects.standing().filter(contact_point=point)
    standing.update(works_since=at, found_by=by)


def _promise(message: Message, *, at: datetime) -> Promise | None:
    patient, clinic = message.patient, message.clinic
    if patient is None or clinic is None:
        return None
    patient = patient.kept()
    if refused_of([patient.pk], Kind.OTHER):
        return None
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Ask %(name)s for a number that works") % {"name": patient.name}
        why = _("Three messages in a row did not reach the one we have.")
    terms = Terms(
        kind=Kind.OTHER,
        what=what,
        why=why,
        due_from=at,
        due_at=at + WITHIN,
        owner_role=Role.GREETER,
    )
    return Promise.make(patient, terms, clinic=clinic, by=None, at=at)
