"""What is owed because of a plan changes with what is signed, booked and called off."""

from renxin.booking.absence_facts import CameAfterAll
from renxin.booking.facts import Cancelled, NotCome
from renxin.journal.book import on
from renxin.plans import promised
from renxin.plans.facts import (
    AcceptanceTakenBack,
    PlanAccepted,
    PlanFinished,
    SignedItemStruck,
    SittingsBooked,
)
from renxin.plans.models import Acceptance, Plan
from renxin.promises.facts import (
    PromiseBroken,
    PromiseKept,
    PromiseReleased,
    PromiseReopened,
)
from renxin.staff.models import Staff


@on(PlanAccepted)
def owe_what_was_accepted(fact: PlanAccepted) -> None:
    plan, by = _plan(fact.plan_id), _who(fact.by_id)
    signed = Acceptance.objects.select_related("presentation")
    promised.owe_a_booking(plan, by=by, at=fact.at)
    promised.owe_a_call(plan, signed.get(pk=fact.acceptance_id), by=by, at=fact.at)


def settle(
    fact: SittingsBooked | SignedItemStruck | AcceptanceTakenBack | PlanFinished,
) -> None:
    promised.settle(_plan(fact.plan_id), by=_who(fact.by_id), at=fact.at)


on(SittingsBooked)(settle)
on(SignedItemStruck)(settle)
on(AcceptanceTakenBack)(settle)
on(PlanFinished)(settle)


def owe_it_again(fact: Cancelled | NotCome) -> None:
    """A sitting fell away, so it is again accepted and not booked."""
    for plan in _of_sitting(fact.appointment_id):
        promised.owe_a_booking(plan, by=_who(fact.by_id), at=fact.at)


on(Cancelled)(owe_it_again)
on(NotCome)(owe_it_again)


@on(CameAfterAll)
def owe_it_no_longer(fact: CameAfterAll) -> None:
    for plan in _of_sitting(fact.appointment_id):
        promised.settle(plan, by=_who(fact.by_id), at=fact.at)


def it_is_over(fact: PromiseKept | PromiseBroken | PromiseReleased) -> None:
    promised.ended(fact.promise_id, at=fact.at)


on(PromiseKept)(it_is_over)
on(PromiseBroken)(it_is_over)
on(PromiseReleased)(it_is_over)


@on(PromiseReopened)
def it_is_owed_again(fact: PromiseReopened) -> None:
    promised.ended(fact.promise_id, at=None)


def _of_sitting(appointment: int) -> list[Plan]:
    theirs = Plan.objects.filter(items__accepted__sittings__appointment=appointment)
    return list(theirs.distinct().select_related("patient", "clinic"))


def _plan(pk: int) -> Plan:
    return Plan.objects.select_related("patient", "clinic").get(pk=pk)


def _who(pk: int | None) -> Staff | None:
    return Staff.objects.get(pk=pk) if pk else None
