"""Appointments as protocols are told of them: what is agreed, and still to come."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from renxin.booking.facts import Booked, Rebooked
from renxin.booking.models import Appointment, EveCall, Rebooking
from renxin.booking.reminding import APPOINTMENT
from renxin.protocols import ahead
from renxin.protocols.ahead import Ahead, Called
from renxin.voice.kinds import Saying

APPOINTMENTS = "booking.appointments"
# Where another system did not say when it was agreed, it was not just now.
LONG_BEFORE = timedelta(days=30)
PERSON = Coalesce("patient__merged_into_id", "patient_id")


def to_come(at: datetime) -> QuerySet[Appointment, Any]:
    """Those that stand; of several in one coming the first speaks for all."""
    moves = Rebooking.objects.filter(appointment=OuterRef("pk")).order_by("-pk")
    standing = Appointment.objects.due().firm().after(at)
    whole: QuerySet[Appointment, Any] = standing.filter(
        coming=None, is_walk_in=False
    ).annotate(
        person=PERSON,
        comes_at=F("starts_at"),
        agreed_at=Coalesce(
            Subquery(moves.values("at")[:1]), "booked_at", F("starts_at") - LONG_BEFORE
        ),
        agreement=Coalesce(Subquery(moves.values("pk")[:1]), Value(0)),
    )
    return whole


def blanks(ids: Collection[int]) -> dict[int, dict[str, str]]:
    found = Appointment.objects.filter(pk__in=ids).select_related("clinic", "patient")
    return {
        one.pk: {
            "doctor": one.doctor_name,
            "name": one.patient.name,
            "when": _told(one),
        }
        for one in found
    }


def _told(one: Appointment) -> str:
    return f"{one.starts_at.astimezone(ZoneInfo(one.clinic.zone)):%m-%d %H:%M}"


def hold(ids: Collection[int]) -> None:
    """In one order, so that two hands on several never wait for each other."""
    rows = Appointment.objects.filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


def called(calls: Sequence[Called]) -> None:
    """One call an appointment and time, whoever asked for it."""
    EveCall.objects.bulk_create(
        EveCall(appointment_id=one.pk, starts_at=one.comes_at, promise=one.promise)
        for one in calls
    )


ahead.register(
    Ahead(
        name=APPOINTMENTS,
        label=_("an appointment agreed, while it stands at that time"),
        facts=(Booked.name, Rebooked.name),
        key="appointment_id",
        rows=to_come,
        # Who is marked as here may be somebody else: that is no end.
        ends=("called_off", "moved"),
        about=APPOINTMENT,
        topics=(Saying.EVE, Saying.HOURS),
        blanks=blanks,
        hold=hold,
        called=called,
    )
)
