"""What the house owes because of a plan: a booking of what was accepted, or a call."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

from renxin.desk.rules import refusing
from renxin.plans.kinds import Owed
from renxin.plans.models import Acceptance, Plan, PlanPromise
from renxin.plans.models.plan_promise import OWED_ONCE
from renxin.plans.refusals import OwedAlready
from renxin.promises.endings import BOOKED
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.promises.windows import next_call
from renxin.staff.models import Staff
from renxin.staff.roles import Role

# Whoever signed a lot in a moment is asked again, when nobody stands beside them.
IN_A_HURRY, A_LOT_FEN = timedelta(minutes=10), 2_000_000
CALLED_WITHIN, CALLED_FROM = timedelta(hours=48), timedelta(hours=20)
BOOKED_WITHIN = timedelta(days=1)
WHY = 200
NOT_WANTED = gettext_lazy("Nothing of this plan is still to be booked.")


def owe_a_booking(plan: Plan, *, by: Staff | None, at: datetime) -> Promise | None:
    """The front desk owes a time for every sitting that was accepted."""
    if not plan.accepted().unbooked().exists():
        return None
    terms = Terms(
        kind=Kind.RECALL,
        what=_said(gettext_lazy("Book the sittings of their plan")),
        why=_said(gettext_lazy("Accepted and not booked yet: %(what)s"), plan),
        due_from=at,
        due_at=next_call(at + BOOKED_WITHIN, plan.clinic.zone),
        owner_role=Role.GREETER,
    )
    return _promise(plan, Owed.BOOKING, terms, by=by, at=at)


def owe_a_call(
    plan: Plan, acceptance: Acceptance, *, by: Staff | None, at: datetime
) -> Promise | None:
    """Signed quickly and for a lot: asked again in peace, free to take it back."""
    thought_for = acceptance.at - acceptance.presentation.at
    if thought_for >= IN_A_HURRY or acceptance.total_fen <= A_LOT_FEN:
        return None
    terms = Terms(
        kind=Kind.CALL,
        what=_said(gettext_lazy("Ask again whether they want their plan")),
        why=_said(gettext_lazy("Large, and signed within ten minutes: %(what)s"), plan),
        words=_said(
            gettext_lazy(
                "You decided quickly. Would you like to think it over? You may take"
                " it back, in whole or in part; it costs you nothing."
            )
        ),
        due_from=next_call(at + CALLED_FROM, plan.clinic.zone),
        due_at=at + CALLED_WITHIN,
        owner_role=Role.CARE,
    )
    return _promise(plan, Owed.CALL_BACK, terms, by=by, at=at)


def settle(plan: Plan, *, by: Staff | None, at: datetime) -> None:
    """Keep the promise of a booking when all is booked; let go what is not wanted."""
    wanted = plan.accepted()
    if wanted.unbooked().exists():
        return
    for promise in _open(plan, Owed.BOOKING):
        if wanted.exists():
            promise.keep(outcome=BOOKED.code, by=by, at=at)
        else:
            promise.release(reason=str(NOT_WANTED), by=by, at=at)
    if not wanted.exists():
        for promise in _open(plan, Owed.CALL_BACK):
            promise.release(reason=str(NOT_WANTED), by=by, at=at)


def ended(promise_id: int, *, at: datetime | None) -> None:
    """The promise is over, or stands again where nobody promised the same since."""
    with refusing({OWED_ONCE: OwedAlready}):
        PlanPromise.objects.filter(promise=promise_id).update(ended_at=at)


def _promise(
    plan: Plan, owed: Owed, terms: Terms, *, by: Staff | None, at: datetime
) -> Promise | None:
    """Once; by whoever meets them next, where they asked us not to ring.

    Whoever comes second in the same moment finds it owed, and that is as good.
    """
    if _open(plan, owed):
        return None
    patient = plan.patient.kept()
    if refused_of([patient.pk], terms.kind):
        terms = replace(terms, kind=Kind.OTHER)
    if refused_of([patient.pk], terms.kind):
        return None
    with suppress(OwedAlready), refusing({OWED_ONCE: OwedAlready}):
        promise = Promise.make(patient, terms, clinic=plan.clinic, by=by, at=at)
        PlanPromise.objects.create(plan=plan, promise=promise, owed=owed)
        return promise
    return None


def _open(plan: Plan, owed: Owed) -> list[Promise]:
    theirs = Promise.objects.open().filter(plan_promise__plan=plan)
    return list(theirs.filter(plan_promise__owed=owed))


def _said(words: LazyText, plan: Plan | None = None) -> str:
    """Written down once, in the language of the house.

    What the plan is for is told as the reason alone: what is promised goes on into
    the journal, which forgets nothing.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return (str(words) % {"what": plan.condition})[:WHY] if plan else str(words)
