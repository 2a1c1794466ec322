"""What happens for the patient after a no: one of four, always with a day."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.referrals import policy
from renxin.referrals.asking import Asking, Expected, No, Onward, Promised, Stays
from renxin.referrals.keeping import keeper
from renxin.referrals.kinds import Why
from renxin.referrals.refusals import NoNextStep, NoReason, TooLate
from renxin.staff.models import Staff
from renxin.staff.roles import Role

WHY_LENGTH = 200


def check(no: No, *, at: datetime) -> None:
    if not no.words.strip():
        raise NoReason
    next_at = no.next_at()
    if next_at and next_at <= at:
        raise NoNextStep
    is_late = next_at and next_at > at + policy.out_of_scope_within()
    if no.why == Why.OUT_OF_SCOPE and is_late:
        raise TooLate


def arrange(referral: Any, no: No, *, by: Staff, at: datetime) -> dict[str, Any]:
    """Make it so, and say which of the three records it became."""
    instead = no.instead
    if isinstance(instead, Onward):
        return {"onward": _send_on(referral, instead, by=by, at=at)}
    if isinstance(instead, Expected):
        whose = referral.patient.kept().record_ids()
        if instead.appointment.patient_id not in whose:
            raise NoNextStep
        return {"appointment": instead.appointment}
    promise = _promised(referral, instead, no.words, by=by, at=at)
    return {"promise": promise}


def told(decline: Any) -> str:
    """In one line, for the timeline."""
    if decline.onward:
        return _("Referred to %(to)s instead") % {"to": decline.onward.to_told}
    if decline.appointment:
        when = date_format(localtime(decline.appointment.starts_at), "m-d H:i")
        return _("Expected on %(when)s") % {"when": when}
    return str(decline.promise.what)


def _send_on(referral: Any, instead: Onward, *, by: Staff, at: datetime) -> Any:
    asking = Asking(
        to=instead.to,
        kind=referral.kind,
        urgency=referral.urgency,
        reason=referral.reason,
        question=referral.question,
        visit=referral.visit,
        department=referral.to_department,
    )
    return type(referral).send(
        referral.patient, asking, clinic=referral.to_clinic, by=by, at=at
    )


def _promised(
    referral: Any, instead: Stays | Promised, words: str, *, by: Staff, at: datetime
) -> Promise:
    clinic, patient = referral.to_clinic, referral.patient.kept()
    if isinstance(instead, Promised):
        return Promise.make(patient, instead.terms, clinic=clinic, by=by, at=at)
    clinic = referral.from_clinic
    with translation.override(settings.LANGUAGE_CODE):
        what = _("See them yourself: the other side said no")
    terms = Terms(
        kind=Kind.OTHER,
        what=what,
        why=f"{referral.to_told}：{words.strip()}"[:WHY_LENGTH],
        due_at=instead.due_at,
        owner=keeper(referral.sent_by, clinic, until=instead.due_at, at=at),
        owner_role=Role.DOCTOR,
    )
    return Promise.make(patient, terms, clinic=clinic, by=by, at=at)
