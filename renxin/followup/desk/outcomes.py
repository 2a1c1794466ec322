"""What a key at the call desk does: the call is written down, then what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from renxin.booking.models import Appointment
from renxin.desk.rules import refusing
from renxin.followup import policy as following
from renxin.followup.desk import after, holding, hours, stopping
from renxin.followup.desk.number import reach_of
from renxin.followup.facts import CallMade, LossLearned
from renxin.followup.kinds import Heard, Reason
from renxin.followup.models import Call, Loss
from renxin.followup.refusals import (
    NeverToBeRung,
    NoNumber,
    NotBooked,
    OutsideHours,
)
from renxin.journal import book
from renxin.promises import endings, policy, pressing
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.refusals import NeedsAReason
from renxin.promises.windows import next_opening
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the caller heard, beyond the key: their words, a reason, a time.

    `outcome` is the key itself where it says more than that they were reached.
    """

    said: str = ""
    outcome: str = ""
    reason: str = ""
    at: datetime | None = None


@transaction.atomic
def press(
    promise: Promise, heard: Heard, told: Told, *, by: Staff, at: datetime
) -> Call:
    """At the call desk one rings, and so needs a number."""
    if reach_of(promise.patient.kept(), on=promise.clinic.day_of(at)) is None:
        raise NoNumber
    return end(promise, heard, told, by=by, at=at)


@transaction.atomic
def end(promise: Promise, heard: Heard, told: Told, *, by: Staff, at: datetime) -> Call:
    """Write the call down, do what its key does, and let the person go."""
    holding.check_in_hand(promise, by=by, at=at)
    person = promise.patient.kept()
    reach = reach_of(person, on=promise.clinic.day_of(at))
    with refusing({"never_rung_again": NeverToBeRung}):
        call = Call.objects.create(
            promise=promise,
            patient=person,
            clinic=promise.clinic,
            contact_point=reach.contact_point if reach else None,
            heard=heard,
            said=told.said.strip(),
            by=by,
            at=at,
        )
    heads = {"patient_id": call.patient_id, "clinic_id": call.clinic_id}
    book.record(CallMade(at=at, by_id=by.pk, heard=heard, **heads))
    ACTS[heard](call, told)
    holding.let_go(by, person)
    return call


def _reached(call: Call, told: Told) -> None:
    promise, by, at = call.promise, call.by, call.at
    well = "WELL" if promise.kind == Kind.CALL else endings.REACHED.code
    promise.keep(outcome=told.outcome or well, said=told.said, by=by, at=at)
    after.owe_next(promise, following.calls().reached, by=by, at=at)


def _unwell(call: Call, told: Told) -> None:
    """The doctor speaks with them within two hours."""
    if not told.said.strip():
        raise NeedsAReason
    promise, by, at = call.promise, call.by, call.at
    promise.keep(outcome="UNWELL", said=told.said, by=by, at=at)
    pressing.follow(promise, endings.TO_THE_DOCTOR, told.said, by=by, at=at)


def _unanswered(call: Call, told: Told) -> None:  # noqa: ARG001
    """Once more some hours later, then it is let rest for a while."""
    promise, by, at, rules = call.promise, call.by, call.at, policy.calls()
    way = endings.NO_ANSWER
    if pressing.tries_of(promise, way) + 1 < rules.tries:
        to = next_opening(at + rules.again_after, call.clinic.zone)
        promise.defer(to=to, outcome=way.code, by=by, at=at)
        return
    promise.release(outcome=way.code, by=by, at=at)
    after.owe_next(promise, following.calls().unanswered, by=by, at=at)


def _stopped(call: Call, told: Told) -> None:  # noqa: ARG001
    stopping.stop(call)


def _booked(call: Call, told: Told) -> None:  # noqa: ARG001
    """Only where a time was really booked."""
    ids = call.patient.kept().record_ids()
    if not Appointment.objects.due().after(call.at).filter(patient__in=ids).exists():
        raise NotBooked
    call.promise.keep(outcome=endings.BOOKED.code, by=call.by, at=call.at)


def _lost(call: Call, told: Told) -> None:
    """They told us why; we thank them, and do not ask twice."""
    if told.reason not in Reason.values:
        raise NeedsAReason
    promise, by, at = call.promise, call.by, call.at
    Loss.objects.create(
        patient=call.patient,
        clinic=call.clinic,
        learned_on=call.clinic.day_of(at),
        reason=told.reason,
        was_told=told.reason != Reason.UNKNOWN,
        note=told.said.strip(),
        by_id=by.pk,
    )
    book.record(
        LossLearned(
            at=at,
            by_id=by.pk,
            patient_id=call.patient_id,
            clinic_id=call.clinic_id,
            reason=told.reason,
            note=told.said.strip(),
        )
    )
    if told.reason == Reason.DIED:
        stopping.never_again(call)
    else:
        label = str(Reason(told.reason).label)
        promise.keep(outcome=endings.TOLD_LOST.code, said=label, by=by, at=at)


def _wrong(call: Call, told: Told) -> None:  # noqa: ARG001
    stopping.wrong_number(call)


def _again(call: Call, told: Told) -> None:
    """When it suits them, which goes before our own hours."""
    if told.at is None or not hours.may_ask_for(call.clinic, told.at):
        raise OutsideHours
    call.promise.defer(
        to=told.at,
        outcome=endings.ANOTHER_TIME.code,
        reason=told.said.strip(),
        by=call.by,
        at=call.at,
    )


ACTS: dict[str, Callable[[Call, Told], None]] = {
    Heard.REACHED: _reached,
    Heard.NO_ANSWER: _unanswered,
    Heard.STOP: _stopped,
    Heard.BOOKED: _booked,
    Heard.LOST: _lost,
    Heard.WRONG: _wrong,
    Heard.AGAIN: _again,
    Heard.UNWELL: _unwell,
}
