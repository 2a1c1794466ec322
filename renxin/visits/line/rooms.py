"""To which chair a number is called: that of whoever will see them there."""

from datetime import datetime

from renxin.clinics.models import Chair
from renxin.rosters import duty
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.models import StageEntry, Station

AT_THE_CHAIR = {
    Stage.CONSULTATION,
    Stage.DIAGNOSIS,
    Stage.TREATMENT,
    Stage.BACK_TO_DOCTOR,
}


def busy_at(station: Station) -> set[int]:
    """The doctors who are with somebody at their chair now."""
    if station.stage not in AT_THE_CHAIR:
        return set()
    here = StageEntry.objects.current().filter(begun_at__isnull=False)
    at_chairs = here.filter(visit__clinic=station.clinic_id, stage__in=AT_THE_CHAIR)
    return set(at_chairs.values_list("begun_by", flat=True)) - {None}


def room_for(entry: StageEntry, *, by: Staff, at: datetime) -> Chair | None:
    """The chair of their doctor's shift now, or of whoever calls; none elsewhere."""
    if entry.stage not in AT_THE_CHAIR:
        return None
    chairs = duty.at_work(entry.visit.clinic, at=at)
    chair = chairs.get(entry.visit.doctor_id or by.pk) or chairs.get(by.pk)
    return Chair.objects.filter(pk=chair).first() if chair else None
