"""The names behind a page of keys: of those the reader may see, and only of those."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from renxin.booking.models import Appointment
from renxin.patients.models import Patient
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.scorecard.drawn import SHORT
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Look, Staff
from renxin.staff.models.look import What
from renxin.visits.models import Visit

# Promises under which somebody is to speak with the patient already.
IN_TOUCH = (Kind.WIN_BACK, Kind.CALL, Kind.RECALL)
# What a row of a figure is, and the moment it is known by.
MOMENTS: Mapping[str, tuple[Callable[[], QuerySet[Any]], str]] = {
    "visit_id": (Visit.objects.all, "began_at"),
    "appointment_id": (Appointment.objects.all, "starts_at"),
    "promise_id": (Promise.objects.all, "due_at"),
}


@dataclass(frozen=True)
class Named:
    """One line of a list with its patient; with none where the reader may not look."""

    told: Mapping[str, Any]
    patient: Patient | None
    promise: Promise | None
    moment: datetime | None

    @property
    def reason(self) -> str:
        return str(SHORT.get(self.told.get("reason", ""), ""))

    @property
    def can_be_chosen(self) -> bool:
        return self.patient is not None and self.promise is None


def named(lines: Sequence[Mapping[str, Any]], staff: Staff) -> list[Named]:
    ids = [int(line["patient_id"]) for line in lines]
    patients = visible(ids, staff).in_bulk()
    promised = Promise.objects.open().filter(patient__in=patients, kind__in=IN_TOUCH)
    promises = {one.patient_id: one for one in promised.order_by("-due_at")}
    moments = _moments(lines)
    return [
        Named(
            told=line,
            patient=patients.get(int(line["patient_id"])),
            promise=promises.get(int(line["patient_id"])),
            moment=moments.get(place),
        )
        for place, line in enumerate(lines)
    ]


def visible(ids: Iterable[int], staff: Staff) -> QuerySet[Patient]:
    """Who of these may be named to this person; the restricted are named to nobody."""
    return Patient.objects.visible_to(staff).findable().filter(pk__in=ids)


def note_looks(
    request: DeskRequest, patients: Iterable[int], what: What, particulars: str
) -> None:
    """Write down, for each of these patients, that this person saw their name."""
    now = timezone.now()
    Look.objects.bulk_create(
        [
            Look(
                staff=request.staff,
                patient_id=patient,
                clinic_id=request.clinic.pk,
                what=what,
                particulars=particulars[:80],
                address=request.META.get("REMOTE_ADDR") or None,
                at=now,
            )
            for patient in dict.fromkeys(patients)
        ],
        batch_size=1_000,
    )


def _moments(lines: Sequence[Mapping[str, Any]]) -> dict[int, datetime]:
    """When each row happened, by its place on the page."""
    for key, (every, moment) in MOMENTS.items():
        if lines and key in lines[0]:
            rows = every().filter(pk__in=[int(line[key]) for line in lines])
            at = dict(rows.values_list("pk", moment))
            return {
                place: at[int(line[key])]
                for place, line in enumerate(lines)
                if int(line[key]) in at
            }
    return {}
