"""Seeing a patient off: back to the doctor first, and never without a next step."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from renxin.booking.models import Appointment
from renxin.promises.kinds import Kind as PromiseKind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.facts import Departed, TakenUp
from renxin.visits.kinds import Next, Stage
from renxin.visits.models import Departure, Duty, NextStep, StageEntry, Visit
from renxin.visits.refusals import NotAhead, NotSeenOff, NotTheirs
from renxin.visits.terms import Leaving, Step

SEES_OFF = "visits.see_off"
# By when of its day a next step is due.
EVENING = time(18)
KINDS = {Next.RECALL: PromiseKind.RECALL, Next.PROMISE: PromiseKind.CALL}


@transaction.atomic
def see_off(visit: Visit, leaving: Leaving, *, by: Staff, at: datetime) -> Departure:
    """Let the patient go.

    The last stage before the door is the doctor's room: a patient who leaves from the
    cashier takes every unasked question home.
    """
    here = visit.have()
    leaving.check()
    at_the_doctors = here.stage == Stage.BACK_TO_DOCTOR
    is_with_doctor = at_the_doctors and by.may_at(SEES_OFF, visit.clinic_id)
    if not is_with_doctor and not leaving.why_not_back:
        raise NotSeenOff
    Duty.objects.check_none_missing_at(here)
    if is_with_doctor and not here.begun_at:
        _is_with_them(visit, here, by=by, at=at)
    step = take_step(visit, leaving.step, by=by, at=at)
    departure = Departure.objects.create(
        visit=visit,
        by=by,
        at=at,
        why_not_back="" if is_with_doctor else leaving.why_not_back,
        note=leaving.note.strip(),
    )
    close(visit, departure, step)
    return departure


def _is_with_them(visit: Visit, here: StageEntry, *, by: Staff, at: datetime) -> None:
    """Whoever sees off says that they were with them, and is written down for it."""
    here.begun_at, here.begun_by = max(at, here.entered_at), by
    here.save(update_fields=["begun_at", "begun_by"])
    visit.record(TakenUp, by=by, at=at, station=here.place)


def close(visit: Visit, departure: Departure, step: NextStep) -> None:
    """The visit is over, and the journal tells how."""
    at = departure.at
    here = visit.stage_entries.current().get()
    visit.leave_station(here, at=at)
    visit.ended_at = max(at, here.entered_at)
    visit.went_back_to_doctor = departure.went_back
    visit.save(update_fields=["ended_at", "went_back_to_doctor"])
    visit.record(
        Departed,
        by=departure.by,
        at=at,
        next_kind=step.kind,
        due_on=step.due_on.isoformat() if step.due_on else "",
        why_nothing=step.why_nothing,
        why_not_back=departure.why_not_back,
    )


def take_step(visit: Visit, step: Step, *, by: Staff | None, at: datetime) -> NextStep:
    """Write down what comes next, and owe it where it is for us to do."""
    taken = NextStep(visit=visit, kind=step.kind, note=step.note.strip())
    if step.kind == Next.NONE:
        taken.why_nothing = step.why_nothing
    elif step.appointment:
        taken.appointment = _theirs(visit, step.appointment, at=at)
        taken.due_on = visit.clinic.day_of(step.appointment.starts_at)
    elif step.due_on:
        taken.due_on = step.due_on
        taken.promise = _owed(visit, step, step.due_on, by=by, at=at)
    taken.save(force_insert=True)
    return taken


def _theirs(visit: Visit, appointment: Appointment, *, at: datetime) -> Appointment:
    """Read again under the lock: it may have been called off a moment ago."""
    mine = Appointment.objects.due().firm().after(at)
    mine = mine.filter(patient__in=visit.patient.kept().record_ids())
    found = mine.select_for_update(of=("self",)).filter(pk=appointment.pk).first()
    if found is None:
        raise NotTheirs
    return found


def _owed(
    visit: Visit, step: Step, due_on: date, *, by: Staff | None, at: datetime
) -> Promise:
    """The call desk owes a recall, unless the step says who owes it."""
    due_at = datetime.combine(due_on, EVENING, ZoneInfo(visit.clinic.zone))
    if due_on < visit.clinic.day_of(at) or due_at <= at:
        raise NotAhead
    kind = Next(step.kind)
    terms = Terms(
        kind=KINDS[kind],
        what=step.what.strip() or str(kind.label),
        why=_("Agreed when they left"),
        due_at=due_at,
        due_from=datetime.combine(due_on, time(9), due_at.tzinfo),
        owner_role=step.owner_role or Role.CARE,
    )
    patient = visit.patient.kept()
    return Promise.make(patient, terms, clinic=visit.clinic, by=by, at=at)
