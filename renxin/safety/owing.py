"""What the house owes a patient after pain, a failed check or a late effect."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import RIGHT, Terms
from renxin.promises.windows import next_call
from renxin.safety.kinds import Effect
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.models import Visit

A_DAY = timedelta(days=1)
WHAT_LENGTH = 120


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What is owed after a visit, and by whom.

    `what` goes on into the journal, which forgets nothing: the patient's own words
    are told as the reason.
    """

    what: str
    kind: Kind
    owner: Staff | Role
    why: str = ""

    def terms(self, kind: Kind, due_at: datetime) -> Terms:
        one = self.owner if isinstance(self.owner, Staff) else None
        return Terms(
            kind=kind,
            what=self.what[:WHAT_LENGTH],
            why=self.why,
            due_at=due_at,
            owner=one,
            owner_role="" if one else str(self.owner),
        )


def call_tomorrow(
    visit: Visit, score: int, *, by: Staff, at: datetime
) -> Promise | None:
    """Care calls the next day; who asked not to be called is seen to otherwise."""
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Ask whether it still hurts: pain was %(score)s") % {"score": score}
    return owe(visit, Owed(what=what, kind=Kind.CALL, owner=Role.CARE), by=by, at=at)


def look_into(visit: Visit, failed: str, *, by: Staff, at: datetime) -> Promise | None:
    """A check of this visit failed: the manager says what it means for the patient."""
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Check what a failed check means for them: %(failed)s")
    what %= {"failed": failed}
    owed = Owed(what=what, kind=Kind.OTHER, owner=Role.MANAGER)
    return owe(visit, owed, by=by, at=at)


def explain_effect(
    visit: Visit, effect: Effect, words: str, *, by: Staff, at: datetime
) -> Promise | None:
    """Whoever treated them explains it, and has them come if need be."""
    with translation.override(settings.LANGUAGE_CODE):
        told = {"effect": Effect(effect).label}
        what = _("See to what they still feel: %(effect)s") % told
    doctor = visit.doctor
    keeps = doctor and doctor.may_at(RIGHT, visit.clinic_id)
    owner = doctor if doctor and keeps else Role.DOCTOR
    owed = Owed(what=what, kind=Kind.EXPLAIN, owner=owner, why=words)
    return owe(visit, owed, by=by, at=at)


def owe(visit: Visit, owed: Owed, *, by: Staff, at: datetime) -> Promise | None:
    """Nothing to somebody who may be owed nothing; the record itself still stands."""
    patient, kind = visit.patient.kept(), owed.kind
    if refused_of([patient.pk], kind):
        kind = Kind.OTHER
    if refused_of([patient.pk], kind):
        return None
    terms = owed.terms(kind, next_call(at + A_DAY, visit.clinic.zone))
    return Promise.make(patient, terms, clinic=visit.clinic, by=by, at=at)


def record(
    fact: type[Fact], visit: Visit, *, by: Staff, at: datetime, **particulars: Any
) -> None:
    told: dict[str, Any] = {
        "visit_id": visit.pk,
        "clinic_id": visit.clinic_id,
        "patient_id": visit.patient_id,
    }
    book.record(fact(at=at, by_id=by.pk, **told, **particulars))
