"""Each morning the line is counted at every clinic, kept, and told where it broke."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from renxin.clinics.models import Clinic
from renxin.followup import policy
from renxin.followup.facts import LineCounted
from renxin.followup.kinds import Loose
from renxin.followup.line import looking
from renxin.followup.line.loose_ends import loose_ends
from renxin.followup.models import LineAlarm, LineBreak, LineCount
from renxin.journal import book

LOCK = 7_319_006  # any fixed number; two mornings at once would find a break twice


def count_the_line(*, at: datetime) -> list[LineCount]:
    """Every clinic where it is morning by now and nobody has counted today."""
    due: dict[date, list[Clinic]] = {}
    for clinic in Clinic.objects.order_by("pk"):
        local = at.astimezone(ZoneInfo(clinic.zone))
        if local.time() >= policy.line().counted_from:
            due.setdefault(local.date(), []).append(clinic)
    return [
        one for day, clinics in due.items() for one in _counted(clinics, day, at=at)
    ]


@transaction.atomic
def _counted(clinics: list[Clinic], day: date, *, at: datetime) -> list[LineCount]:
    _alone()
    kept = LineCount.objects.filter(day=day).values_list("clinic_id", flat=True)
    due = [clinic for clinic in clinics if clinic.pk not in set(kept)]
    if not due:
        return []
    ids = [clinic.pk for clinic in due]
    standing = looking.counted(ids, at=at)
    hanging = loose_ends(ids, on=day)
    write_breaks(ids, looking.broken(ids, at=at), at=at)
    counts = [
        LineCount(
            clinic=clinic,
            day=day,
            at=at,
            **vars(standing[clinic.pk]),
            **_by_kind(hanging[clinic.pk].values()),
        )
        for clinic in due
    ]
    LineCount.objects.bulk_create(counts)
    book.record_all([_told(one) for one in counts])
    for one in counts:
        ring(one, at=at)
    return counts


def write_breaks(
    clinic_ids: list[int], found: list[looking.Broken], *, at: datetime
) -> None:
    """Those that are new are written down; those that are whole again have ended."""
    now = {one.patient_id: one.visit_id for one in found}
    open_ = LineBreak.objects.open().select_for_update().order_by("pk")
    still: set[int] = set()
    for line_break in open_:
        if now.get(line_break.patient_id) == line_break.visit_id:
            still.add(line_break.patient_id)
        elif line_break.patient_id in now or line_break.clinic_id in clinic_ids:
            line_break.ended_at = at
    gone = [one.pk for one in open_ if one.ended_at]
    LineBreak.objects.filter(pk__in=gone).update(ended_at=at)
    fresh = [one for one in found if one.patient_id not in still]
    LineBreak.objects.bulk_create(
        [LineBreak(**vars(one), found_at=at) for one in fresh], batch_size=1000
    )


def ring(count: LineCount, *, at: datetime) -> LineAlarm | None:
    """Once a day at most; one that was not heard yet is rung no second time."""
    open_ = LineAlarm.objects.open().filter(clinic=count.clinic)
    if not (count.broken or count.loose):
        for alarm in open_:
            alarm.hear(by=None, at=at)
        return None
    if open_.exists():
        return None
    return LineAlarm.objects.create(
        clinic=count.clinic,
        day=count.day,
        broken=count.broken,
        loose=count.loose,
        owner_role=policy.line().heard_by,
        at=at,
    )


def _by_kind(found: Iterable[Loose]) -> dict[str, int]:
    counted = Counter(found)
    return {kind.lower(): counted[kind] for kind in Loose}


def _told(count: LineCount) -> LineCounted:
    return LineCounted(
        at=count.at,
        by_id=None,
        clinic_id=count.clinic_id,
        broken=count.broken,
        whole=count.whole,
    )


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
