"""What comes after a call by rule, where nothing else stands ahead of the patient."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.followup import policy
from renxin.patients.line import stands_ahead
from renxin.patients.models import Patient
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.promises.windows import next_opening
from renxin.staff.models import Staff
from renxin.staff.roles import Role

FURTHEST = 8  # promises back, in looking how often it went round


def is_whole(patient: Patient, *, at: datetime, besides: Promise | None = None) -> bool:
    """Whether anything stands ahead of them, under whichever of their records."""
    ids = patient.record_ids()
    return any(
        told.filter(patient__in=ids)
        .exclude(pk=besides.pk if besides and told.model is Promise else None)
        .exists()
        for told in stands_ahead(at)
    )


def days_after(promise: Promise, rule: dict[str, int]) -> int | None:
    """In how many days by rule; nothing more after so many rounds."""
    if rounds_of(promise) >= policy.calls().rounds:
        return None
    return rule.get(promise.kind)


def owe_next(
    promise: Promise, rule: dict[str, int], *, by: Staff, at: datetime
) -> Promise | None:
    """Invite them again: the line does not end with a call."""
    patient, days = promise.patient.kept(), days_after(promise, rule)
    if days is None or is_whole(patient, at=at):
        return None
    if refused_of([patient.pk], Kind.RECALL):
        return None
    due_at = next_opening(at + timedelta(days=days), promise.clinic.zone)
    with translation.override(settings.LANGUAGE_CODE):
        what, why = _("Ask how they are, and invite them"), _("Agreed after a call")
    terms = Terms(
        kind=Kind.RECALL,
        what=what,
        why=why,
        due_at=due_at + timedelta(days=1),
        due_from=due_at,
        owner_role=Role.CARE,
    )
    clinic = promise.clinic
    return Promise.make(patient, terms, clinic=clinic, by=by, at=at, came_of=promise)


def rounds_of(promise: Promise) -> int:
    """How often a call has led to nothing but the next one."""
    rounds, one = 0, promise.came_of
    while one is not None and rounds < FURTHEST:
        rounds += one.kind == Kind.RECALL
        one = one.came_of
    return rounds
