"""A number that was called wrong is right after all: it is rung again."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.followup.desk import after
from renxin.followup.models import NumberRight, WrongNumber
from renxin.followup.refusals import RightAlready, WhyMissing
from renxin.patients.models import Reach
from renxin.promises import endings
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.promises.windows import next_opening
from renxin.staff.models import Staff
from renxin.staff.roles import Role


@transaction.atomic
def right(wrong: WrongNumber, why: str, *, by: Staff, at: datetime) -> NumberRight:
    """The mark goes, they are reached there again, and the call is owed once more."""
    if not why.strip():
        raise WhyMissing
    held = WrongNumber.objects.standing().select_for_update(of=("self",))
    if not held.filter(pk=wrong.pk).update(ended_at=at):
        raise RightAlready
    told = {"why": why.strip()[:200], "by": by, "at": at}
    found = NumberRight.objects.create(wrong=wrong, **told)
    _reach_again(wrong, by=by, at=at)
    _ask_for_no_other(wrong, by=by, at=at)
    return found


def _reach_again(wrong: WrongNumber, *, by: Staff, at: datetime) -> None:
    """Only whom it was taken from because of this mark."""
    taken = Reach.objects.filter(contact_point=wrong.contact_point, ended_at=wrong.at)
    for reach in taken.select_related("patient", "contact_point"):
        number, person = reach.contact_point.value, reach.patient.kept()
        Reach.add(person, number, whose=reach.whose, by=by, at=at)


def _ask_for_no_other(wrong: WrongNumber, *, by: Staff, at: datetime) -> None:
    """What was let go because of it is owed again, unless something stands ahead."""
    let_go = Promise.objects.filter(
        calls__contact_point=wrong.contact_point,
        ending__outcome=endings.WRONG_NUMBER.code,
        ending__at=wrong.at,
    )
    for promise in let_go.select_related("patient", "clinic").distinct():
        for asked in promise.follow_ons.open():
            asked.release(outcome=endings.NOT_NEEDED.code, by=by, at=at)
        _owe_again(promise, by=by, at=at)


def _owe_again(promise: Promise, *, by: Staff, at: datetime) -> None:
    person = promise.patient.kept()
    if after.is_whole(person, at=at) or refused_of([person.pk], promise.kind):
        return
    due_from = next_opening(at, promise.clinic.zone)
    with translation.override(settings.LANGUAGE_CODE):
        why = _("The number is right after all")
    terms = Terms(
        kind=promise.kind,
        what=promise.what,
        why=why,
        words=promise.words,
        due_from=due_from,
        due_at=due_from + (promise.due_at - promise.due_from),
        owner_role=promise.owner_role or Role.CARE,
    )
    Promise.make(person, terms, clinic=promise.clinic, by=by, at=at, came_of=promise)
