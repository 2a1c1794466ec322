"""Whom we expect at a time at which their doctor or assistant is not at work.

The front desk owes each of them another time: one promise an appointment, made
once, and let go when the person is at work then after all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.booking import taking
from renxin.booking.models import Appointment, Occupation, Resource
from renxin.clinics.models import Clinic
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.promises.windows import LEAD
from renxin.rosters.spans import DateTimeTZRange, covers, meet, span
from renxin.rosters.working import working
from renxin.staff.models import Staff
from renxin.staff.roles import Role

# Shifts that reach into the stretch from outside count for what stands in it.
AROUND = timedelta(days=1)
# The patient hears of it within a day, and two hours before the time at the latest.
WITHIN, BEFORE = timedelta(days=1), timedelta(hours=2)


@dataclass(frozen=True)
class Standing:
    """An appointment, who it needs, and whether they are at work for all of it."""

    appointment: Appointment
    staff: Staff
    is_covered: bool

    @property
    def what(self) -> str:
        """The same words in whatever language it is asked: they find the promise."""
        zone = ZoneInfo(self.appointment.clinic.zone)
        told = {
            "when": f"{self.appointment.starts_at.astimezone(zone):%m-%d %H:%M}",
            "name": self.staff.name,
        }
        with translation.override(settings.LANGUAGE_CODE):
            return _("Find another time for %(when)s with %(name)s") % told

    @property
    def why(self) -> str:
        with translation.override(settings.LANGUAGE_CODE):
            return _("%(name)s is not at work then.") % {"name": self.staff.name}


def look_after(
    staff: Staff, stretch: DateTimeTZRange, *, by: Staff | None, at: datetime
) -> list[Promise]:
    """Promise another time to whoever stands uncovered; let go what is covered."""
    # Whoever is just booking with them is waited for, and is looked after too.
    taking.lock(Resource.objects.of([staff]).values())
    found = standing(staff, stretch, at=at)
    promised = {
        (one.patient_id, one.what): one
        for one in Promise.objects.open().filter(
            kind=Kind.OTHER, patient__in={one.appointment.patient_id for one in found}
        )
    }
    made: list[Promise] = []
    asked = [one.appointment.patient_id for one in found if not one.is_covered]
    refused = refused_of(asked, Kind.OTHER) if asked else {}
    for one in found:
        patient_id = one.appointment.patient_id
        already = promised.get((patient_id, one.what))
        if one.is_covered and already and by:
            already.release(reason=_("They are at work then after all."), by=by, at=at)
        elif not (one.is_covered or already or patient_id in refused):
            made.append(_promise(one, by=by, at=at))
    return made


def standing(staff: Staff, stretch: DateTimeTZRange, *, at: datetime) -> list[Standing]:
    """What is still to come in the stretch with them, earliest first."""
    due = Appointment.objects.due().after(at).select_related("patient", "clinic")
    # What other systems tell us names a doctor and takes nothing up.
    named = due.filter(doctor=staff).between(stretch.lower - AROUND, stretch.upper)
    needs = {one: span(one.starts_at, one.ends_at) for one in named}
    taken = Occupation.objects.within(stretch).filter(
        resource__staff=staff, appointment__in=due
    )
    for one in taken.select_related("appointment__patient", "appointment__clinic"):
        if one.appointment:
            needs[one.appointment] = one.during
    at_work = _at_work(staff, stretch, {one.clinic for one in needs})
    return [
        Standing(one, staff, covers(at_work.get(one.clinic_id, []), during))
        for one, during in sorted(needs.items(), key=lambda pair: pair[0].starts_at)
        if meet(during, stretch)
    ]


def _at_work(
    staff: Staff, stretch: DateTimeTZRange, clinics: set[Clinic]
) -> dict[int, list[DateTimeTZRange]]:
    around = span(stretch.lower - AROUND, stretch.upper + AROUND)
    spans: dict[int, list[DateTimeTZRange]] = {}
    for one in working(around, clinics=clinics, staff=[staff]) if clinics else ():
        spans.setdefault(one.clinic_id, []).extend(one.spans)
    return spans


def _promise(one: Standing, *, by: Staff | None, at: datetime) -> Promise:
    appointment = one.appointment
    due_at = min(at + WITHIN, appointment.starts_at - BEFORE)
    terms = Terms(
        kind=Kind.OTHER,
        what=one.what,
        why=one.why,
        due_from=at,
        due_at=max(due_at, at + LEAD),
        owner_role=Role.GREETER,
    )
    return Promise.make(
        appointment.patient, terms, clinic=appointment.clinic, by=by, at=at
    )
