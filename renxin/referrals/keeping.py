"""Who owes the next step, in which words: a person, or the doctors of their clinic."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.promises.kinds import Kind
from renxin.promises.terms import RIGHT, Terms
from renxin.referrals.kinds import Step
from renxin.rosters.duty import is_away
from renxin.rosters.spans import span
from renxin.staff.models import Staff
from renxin.staff.roles import Role

WHAT_LENGTH, WHY_LENGTH = 120, 200
SHORT = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One step that is owed: by whom if they can, where, and by when.

    Its words go on into the journal, which forgets nothing: no patient is named in
    them, and what was written freely is its reason.
    """

    step: Step
    clinic: Clinic
    doctor: Staff | None
    due_at: datetime
    sender: str
    why: str

    def terms(self, *, at: datetime) -> Terms:
        with translation.override(settings.LANGUAGE_CODE):
            what = _words(self.step) % {"sender": self.sender}
        return Terms(
            kind=Kind.REFERRAL,
            what=what[:WHAT_LENGTH],
            why=self.why[:WHY_LENGTH],
            due_from=at,
            due_at=max(self.due_at, at),
            owner=keeper(self.doctor, self.clinic, until=self.due_at, at=at),
            owner_role=Role.DOCTOR,
        )


def keeper(
    doctor: Staff | None, clinic: Clinic, *, until: datetime, at: datetime
) -> Staff | None:
    """The person, as long as they are there to keep it; else it is their role's."""
    if doctor and is_there(doctor, clinic, until=until, at=at):
        return doctor
    return None


def is_there(staff: Staff, clinic: Clinic, *, until: datetime, at: datetime) -> bool:
    """Works there still, and is not on leave for all of the time that is left."""
    if not staff.may_at(RIGHT, clinic.pk):
        return False
    now_and_then = (at, max(until, at))
    return not all(is_away(staff, span(one, one + SHORT)) for one in now_and_then)


def _words(step: Step) -> str:
    return {
        Step.ANSWER: _("Answer the referral from %(sender)s"),
        Step.SEE: _("See them: referred by %(sender)s"),
        Step.REPORT: _("Report back to %(sender)s"),
        Step.ASK: _("Ask what became of them elsewhere"),
    }[step]
