"""Taking back a mistaken key within the minute: the call was none, nor what it did."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from renxin.followup.desk import righting
from renxin.followup.facts import LossTakenBack
from renxin.followup.kinds import Heard
from renxin.followup.models import Call, CallTakenBack, Loss, WrongNumber
from renxin.journal import book
from renxin.patients.models import Purpose
from renxin.promises import endings
from renxin.promises.models import Promise
from renxin.promises.models.endable import TAKEN_BACK_WITHIN
from renxin.staff.models import Staff
from renxin.voice.models import Stop
from renxin.voice.outbox import stops

LET_GO = (endings.ASKED_TO_STOP.code, endings.NO_RECALLS.code)


@transaction.atomic
def take_back(promise_id: int, *, by: Staff, at: datetime) -> CallTakenBack | None:
    """The promise stands again by now; of what the key did nothing stays."""
    calls = Call.objects.standing().filter(promise=promise_id)
    call = calls.order_by("-at", "-pk").first()
    if call is None or at - call.at > TAKEN_BACK_WITHIN:
        return None
    if call.heard == Heard.LOST:
        _unlearn(call, at=at)
    if call.heard == Heard.WRONG:
        _number_was_right(call, by=by, at=at)
    _stop_nothing(call, by=by, at=at)
    return CallTakenBack.objects.create(call=call, by=by, at=at)


def _unlearn(call: Call, *, at: datetime) -> None:
    """The reason goes; that it was told, and taken back, stays in the journal."""
    learned = Loss.objects.filter(
        patient=call.patient, learned_on=call.clinic.day_of(call.at), by_id=call.by_id
    )
    last = learned.order_by("-pk").first()
    if last is None:
        return
    last.delete()
    book.record(
        LossTakenBack(
            at=at,
            by_id=call.by_id,
            patient_id=call.patient_id,
            clinic_id=call.clinic_id,
            reason=last.reason,
            note=last.note,
        )
    )


def _number_was_right(call: Call, *, by: Staff, at: datetime) -> None:
    marked = WrongNumber.objects.standing().filter(
        contact_point=call.contact_point, by=call.by, at=call.at
    )
    for wrong in marked:
        righting.right(wrong, _("A mistaken key"), by=by, at=at)


def _stop_nothing(call: Call, *, by: Staff, at: datetime) -> None:
    """What they were said to have stopped, and every call let go with it."""
    ids = call.patient.kept().record_ids()
    kept = Stop.objects.standing().filter(
        patient__in=ids, purpose=Purpose.RECALL, by=call.by, at=call.at
    )
    for stop in kept:
        evidence = _("A mistaken key, taken back within the minute")
        stops.lift(stop, evidence=evidence, by=by, at=at)
    others = Promise.objects.filter(
        patient__in=ids, ending__at=call.at, ending__by=call.by
    )
    for promise in others.filter(ending__outcome__in=LET_GO).exclude(
        pk=call.promise_id
    ):
        promise.reopen(by=by, at=at)
