"""Whoever is sent about too often, or for no reason: a manager looks at it (RC-13)."""

import unicodedata
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.referrals import policy
from renxin.staff.models import Staff
from renxin.staff.roles import Role

WHY_LENGTH = 200


def ask_for(referral: Any, *, by: Staff, at: datetime) -> Promise | None:
    """A promise to look, never an accusation; nobody is held up by it."""
    rules = policy.review()
    says_nothing = not_clinical(referral.reason)
    if referral.is_outside or not (says_nothing or referral.hop > rules.hops):
        return None
    told = {"n": referral.hop, "days": rules.days.days}
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Look at how they are being referred")
        why = _("Sent on %(n)s times in %(days)s days") % told
        if says_nothing:
            why = _("The reason says nothing clinical: %(reason)s") % {
                "reason": referral.reason
            }
    terms = Terms(
        kind=Kind.OTHER,
        what=what,
        why=why[:WHY_LENGTH],
        due_from=at,
        due_at=at + rules.within,
        owner_role=Role.MANAGER,
    )
    return Promise.make(
        referral.patient, terms, clinic=referral.from_clinic, by=by, at=at
    )


def not_clinical(reason: str) -> bool:
    """Signs and stock phrases alone: nobody could answer that."""
    plain = unicodedata.normalize("NFKC", reason).casefold()
    words = "".join(
        sign for sign in plain if sign.isalnum() or sign.isspace() or sign == "/"
    )
    return not words.strip(" /\t\n") or words.strip() in policy.review().says_nothing
