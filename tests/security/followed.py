"""A broken line of the clinic's own, its alarm, a wrong number, and a list."""

from django.utils import timezone

from renxin.followup.kinds import WhyBroken
from renxin.followup.models import (
    LineAlarm,
    LineBreak,
    ListRow,
    MinedList,
    WrongNumber,
)
from renxin.patients.models import ContactPoint
from renxin.staff.roles import Role


def followed(one):
    clinic, patient, now = one["clinic"], one["patient"], timezone.now()
    visit = patient.visits.order_by("-began_at")[0]
    line_break = LineBreak.objects.create(
        patient=patient,
        clinic=clinic,
        visit=visit,
        why=WhyBroken.NEVER,
        left_at=now,
        broken_at=now,
        found_at=now,
    )
    alarm = LineAlarm.objects.create(
        clinic=clinic,
        day=clinic.day_of(now),
        broken=1,
        loose=0,
        owner_role=Role.CARE,
        at=now,
    )
    told = {"line_break": line_break, "line_alarm": alarm}
    told |= {"wrong_number": wrong(patient, one["staff"], now)}
    return told | {"list_row": listed(one, clinic, now)}


def wrong(patient, staff, now):
    """A number of its own, so that nothing else of the patient changes."""
    point = ContactPoint.phone(f"+86139{patient.pk:08}")
    return WrongNumber.objects.create(
        contact_point=point, patient=patient, by=staff, at=now
    )


def listed(one, clinic, now):
    counted = {"found": 1, "without_consent": 0, "left_in_peace": 0, "beyond": 0}
    drawn = MinedList.objects.create(
        clinic=clinic, sort="PLAN", by=one["staff"], at=now, **counted
    )
    return ListRow.objects.create(
        mined_list=drawn,
        patient=one["patient"],
        place=1,
        why=f"{one['name']}的方案还没约",
        is_agreed=True,
    )
