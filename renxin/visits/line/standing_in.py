"""A doctor has left the house: whoever waits for them waits for somebody else."""

from datetime import datetime

from django.db import transaction

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff
from renxin.visits.models import Visit
from renxin.visits.refusals import NobodyWaits


def left_waiting(doctor: Staff, clinic: Clinic) -> list[Visit]:
    """Whoever is in the house for them, and has nobody with them now, in order."""
    here = Visit.objects.at(clinic).under_way().filter(doctor=doctor)
    waits = here.filter(stage_entries__left_at=None, stage_entries__begun_at=None)
    return list(waits.select_related("patient__merged_into").order_by("pk"))


@transaction.atomic
def stand_in(
    doctor: Staff, other: Staff | None, clinic: Clinic, *, by: Staff, at: datetime
) -> list[Visit]:
    """Give them to another doctor, or to whoever is free; nobody loses their turn."""
    moved = _held(doctor, clinic)
    if not moved:
        raise NobodyWaits.on(doctor.name)
    for visit in moved:
        visit.give_to(other, by=by, at=at)
    return moved


def _held(doctor: Staff, clinic: Clinic) -> list[Visit]:
    """Under the lock: some may have left, been taken up, or been given on by now."""
    ids = [visit.pk for visit in left_waiting(doctor, clinic)]
    held = Visit.objects.select_for_update(of=("self",), no_key=True)
    list(held.filter(pk__in=ids).order_by("pk"))
    return [visit for visit in left_waiting(doctor, clinic) if visit.pk in ids]
