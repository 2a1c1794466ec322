"""Mending a broken line: a call is promised, or the reason for nothing written down."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.followup import policy
from renxin.followup.facts import LineExplained
from renxin.followup.line import held_out
from renxin.followup.models import LineBreak, LineReason
from renxin.followup.refusals import MendedAlready, WhyMissing
from renxin.journal import book
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.promises.windows import next_call
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.kinds import WhyNothing


@transaction.atomic
def promise_a_call(line_break: LineBreak, *, by: Staff, at: datetime) -> Promise:
    """The call desk asks how they are and agrees what comes next."""
    patient = line_break.patient.kept()
    held_out.check_may_be_rung(patient.record_ids(), at=at)
    _end(line_break, at=at)
    clinic = line_break.clinic
    due_at = next_call(at + policy.line().called_within, clinic.zone)
    with translation.override(settings.LANGUAGE_CODE):
        what, why = _("Agree what comes next"), line_break.get_why_display()
    terms = Terms(
        kind=Kind.CALL,
        what=what,
        why=why,
        due_from=min(next_call(at, clinic.zone), due_at),
        due_at=due_at,
        owner_role=Role.CARE,
    )
    return Promise.make(patient, terms, clinic=clinic, by=by, at=at)


@transaction.atomic
def explain(
    line_break: LineBreak, why: str, *, note: str = "", by: Staff, at: datetime
) -> LineReason:
    """Nothing comes next, and why: it holds until they come again."""
    if why == WhyNothing.OTHER and not note.strip():
        raise WhyMissing
    _end(line_break, at=at)
    reason = LineReason.objects.create(
        patient=line_break.patient,
        clinic=line_break.clinic,
        line_break=line_break,
        why=why,
        note=note.strip(),
        by=by,
        at=at,
    )
    heads = {"clinic_id": line_break.clinic_id, "patient_id": line_break.patient_id}
    book.record(LineExplained(at=at, by_id=by.pk, why=why, **heads))
    return reason


def _end(line_break: LineBreak, *, at: datetime) -> None:
    """Whoever comes second finds it whole."""
    held = LineBreak.objects.select_for_update(of=("self",)).open()
    if not held.filter(pk=line_break.pk).update(ended_at=at):
        raise MendedAlready
