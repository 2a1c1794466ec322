"""A broken line of the clinic's own, and its alarm."""

from django.utils import timezone

from renxin.followup.kinds import WhyBroken
from renxin.followup.models import LineAlarm, LineBreak
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
    return {"line_break": line_break, "line_alarm": alarm}
