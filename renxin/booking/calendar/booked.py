"""Who is expected in a stretch of time, and what each takes up, in two queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from renxin.booking.kinds import As, How
from renxin.booking.models import Appointment, Confirmation, Occupation, Rebooking
from renxin.booking.models.service import USUAL_MINUTES
from renxin.clinics.models import Clinic
from renxin.rosters.spans import DateTimeTZRange

CALLED_OFF = (How.CANCELLED_BY_PATIENT, How.CANCELLED_BY_CLINIC, How.NO_SHOW)


@dataclass
class Taken:
    """One stretch of somebody's or something's time, as the board needs it."""

    pk: int
    appointment_id: int | None
    staff_id: int | None
    chair_id: int | None
    equipment_id: int | None
    taken_as: str
    purpose: str
    lane: int
    during: DateTimeTZRange


@dataclass
class Booked:
    """One appointment as the board needs it."""

    pk: int
    version: int
    patient_name: str
    doctor_id: int | None
    doctor_name: str
    service_name: str
    resource_name: str
    kind: str
    starts_at: datetime
    minutes: int | None
    held_until: datetime | None
    arrived_at: datetime | None
    outcome_kind: str | None
    is_confirmed: bool
    was_moved: bool
    taken: list[Taken] = field(default_factory=list)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes or USUAL_MINUTES)

    @property
    def is_over_another(self) -> bool:
        return any(one.lane for one in self.taken)

    def of(self, taken_as: As) -> list[Taken]:
        return [one for one in self.taken if one.taken_as == taken_as]


ASKED = (
    "pk",
    "version",
    "doctor_id",
    "service_name",
    "resource_name",
    "kind",
    "starts_at",
    "minutes",
    "held_until",
    "is_confirmed",
    "was_moved",
)
NAMED = {
    "patient_name": F("patient__name"),
    "doctors_name": F("doctor__name"),
    "doctor_as_written": F("doctor_name"),
    "arrived_at": F("arrival__at"),
    "outcome_kind": F("outcome__kind"),
}
THING = {
    "staff_id": F("resource__staff_id"),
    "chair_id": F("resource__chair_id"),
    "equipment_id": F("resource__equipment_id"),
}


def booked(clinic: Clinic, stretch: DateTimeTZRange, at: datetime) -> list[Booked]:
    """Everyone expected at a clinic, those called off left out, the first first."""
    theirs = OuterRef("pk")
    there = Appointment.objects.filter(clinic=clinic)
    standing = (
        there.between(stretch.lower, stretch.upper)
        .exclude(outcome__kind__in=[*CALLED_OFF, How.LAPSED])
        .exclude(held_until__lte=at, outcome=None)
        .annotate(
            is_confirmed=Exists(Confirmation.objects.filter(appointment=theirs)),
            was_moved=Exists(Rebooking.objects.filter(appointment=theirs)),
        )
        .order_by("starts_at", "pk")
    )
    return [_one(row) for row in standing.values(*ASKED, **NAMED)]


def _one(row: dict[str, Any]) -> Booked:
    written, named = row.pop("doctor_as_written"), row.pop("doctors_name")
    return Booked(**row, doctor_name=named or written)


def taken(
    clinic: Clinic, stretch: DateTimeTZRange, staff: Iterable[int], at: datetime
) -> list[Taken]:
    """What is taken of the clinic's things, and of these people anywhere."""
    here = Q(resource__chair__clinic=clinic) | Q(resource__equipment__clinic=clinic)
    rows = (
        Occupation.objects.within(stretch)
        .not_lapsed(at=at)
        .filter(here | Q(resource__staff__in=list(staff)))
        .order_by("during", "pk")
        .values(
            "pk",
            "appointment_id",
            "taken_as",
            "purpose",
            "lane",
            "during",
            **THING,
        )
    )
    return [_time(**row) for row in rows]


def _time(**row: Any) -> Taken:
    return Taken(**row)


def joined(everyone: list[Booked], times: list[Taken]) -> list[Taken]:
    """Give each appointment what it takes up; what belongs to none of them is left."""
    of_whom: dict[int | None, list[Taken]] = defaultdict(list)
    for time in times:
        of_whom[time.appointment_id].append(time)
    for one in everyone:
        one.taken = of_whom.pop(one.pk, [])
    return [time for rest in of_whom.values() for time in rest]


def called_off(clinic: Clinic, stretch: DateTimeTZRange) -> list[Appointment]:
    """Those who will not come after all, or did not: the gaps of the day."""
    ended = Appointment.objects.filter(clinic=clinic, outcome__kind__in=CALLED_OFF)
    rows = ended.between(stretch.lower, stretch.upper)
    return list(
        rows.select_related("patient", "doctor", "outcome").order_by("starts_at", "pk")
    )
