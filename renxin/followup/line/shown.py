"""What the page of the line shows: the morning's count, and who is broken still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from renxin.clinics.models import Clinic
from renxin.desk.typed import number_in
from renxin.followup.kinds import Loose
from renxin.followup.line import held_out, looking
from renxin.followup.line.loose_ends import loose_ends
from renxin.followup.models import LineAlarm, LineBreak, LineCount, LineStart
from renxin.patients.models import Patient
from renxin.promises.models import Promise
from renxin.staff.models import Staff

ROWS, TREND, LOOSE = 30, 30, 20


@dataclass(frozen=True)
class Page:
    """Some of the broken lines, those longest broken first; the key of the next."""

    breaks: list[LineBreak]
    mended: int
    after: int


@dataclass(frozen=True)
class Hanging:
    """A promise that hangs in the air, and what is loose about it."""

    promise: Promise
    loose: Loose


def told(
    clinic: Clinic, staff: Staff, *, doctor: int | None, after: str, at: datetime
) -> dict[str, Any]:
    counts = list(
        LineCount.objects.filter(clinic=clinic).order_by("-day", "-pk")[:TREND]
    )
    return {
        "count": counts[0] if counts else None,
        "trend": counts,
        "start": LineStart.objects.of(clinic),
        "page": broken(clinic, doctor=doctor, after=after, at=at),
        "doctors": by_doctor(clinic),
        "doctor": doctor,
        "houses": houses(staff),
        "hanging": hanging(clinic, at=at),
        "held_out": held_out.at_clinic(clinic, at=at),
        "alarm": LineAlarm.objects.open().filter(clinic=clinic).first(),
    }


def broken(clinic: Clinic, *, doctor: int | None, after: str, at: datetime) -> Page:
    """As the morning found them, and looked at again: a booking mends at once."""
    found = LineBreak.objects.open().filter(clinic=clinic)
    if doctor is not None:
        found = found.filter(doctor=doctor or None)
    last = LineBreak.objects.filter(pk=number_in(after) or 0).first()
    if last:
        found = found.filter(broken_at__gte=last.broken_at).exclude(
            broken_at=last.broken_at, pk__lte=last.pk
        )
    people = found.select_related("patient", "doctor", "visit")
    rows = list(people.order_by("broken_at", "pk")[: ROWS + 1])
    shown = rows[:ROWS]
    still = _still([one.patient_id for one in shown], clinic, at=at)
    return Page(
        breaks=[one for one in shown if one.patient_id in still],
        mended=len([one for one in shown if one.patient_id not in still]),
        after=shown[-1].pk if len(rows) > ROWS else 0,
    )


def _still(patients: list[int], clinic: Clinic, *, at: datetime) -> set[int]:
    if not patients:
        return set()
    whose = looking.Whose(records_of(patients))
    found = looking.broken([clinic.pk], at=at, whose=whose)
    return {one.patient_id for one in found}


def records_of(patients: Iterable[int]) -> list[int]:
    """These records, and all that were merged into them."""
    kept = list(patients)
    merged = Patient.objects.filter(merged_into__in=kept).values_list("pk", flat=True)
    return [*kept, *merged]


def by_doctor(clinic: Clinic) -> list[dict[str, Any]]:
    """By name, never by number: nobody is ranked."""
    found = LineBreak.objects.open().filter(clinic=clinic)
    counted = found.values("doctor", "doctor__name").annotate(
        part=Count("pk"), since=Max("broken_at")
    )
    return [dict(one) for one in counted.order_by("doctor__name")]


def houses(staff: Staff) -> list[LineCount]:
    """The last count of every clinic where this person may look."""
    held = staff.clinics_with("line.see")
    counts = LineCount.objects.select_related("clinic")
    if held is not None:
        counts = counts.filter(clinic__in=held)
    last = counts.order_by("clinic", "-day", "-pk").distinct("clinic")
    return sorted(last, key=lambda one: one.clinic.short_name)


def hanging(clinic: Clinic, *, at: datetime) -> list[Hanging]:
    found = loose_ends([clinic.pk], on=clinic.day_of(at))[clinic.pk]
    some = dict(list(found.items())[:LOOSE])
    promises = Promise.objects.select_related("patient", "owner").in_bulk(some)
    return [Hanging(promises[pk], loose) for pk, loose in some.items()]
