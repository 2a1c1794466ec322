"""Keeping a stop that somebody was told, and taking one back: only they may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.patients.models import Patient, Purpose
from renxin.promises import endings
from renxin.promises.kinds import RINGS, Kind
from renxin.promises.models import OptOut, Promise
from renxin.staff.models import Staff
from renxin.voice.facts import HeardAgain, Stopped
from renxin.voice.kinds import ChannelKind
from renxin.voice.models import Stop, StopLifted
from renxin.voice.outbox import policy

BY_PHONE = frozenset({"", ChannelKind.CALL})
INVITING = frozenset({Kind.RECALL, Kind.WIN_BACK})


class Scope(models.TextChoices):
    """What somebody asks to be spared, as people say it at the desk."""

    OFFERS = "OFFERS", _("Offers and invitations")
    CARE = "CARE", _("Reminders and follow-up")
    ALL = "ALL", _("Everything but what is urgent")

    def purposes(self) -> frozenset[str]:
        care = frozenset({Purpose.SVC_MSG})
        kinds = {Scope.OFFERS: policy.marketing(), Scope.CARE: care}
        return kinds.get(self, policy.marketing() | care)


@dataclass(frozen=True)
class Wish:
    """What they asked to be spared, and by which way; "" is by all of them."""

    scope: Scope
    channel: str = ""

    @property
    def is_of_all_calls(self) -> bool:
        return self.scope != Scope.OFFERS and self.channel in BY_PHONE


class NoEvidence(Refusal):
    """Nobody can show that they want to hear from us again."""

    sentence = _("Say where the proof is: the form, the message or the recording.")


class LiftedAlready(Refusal):
    """It was taken back before."""

    sentence = _("This was taken back before.")


class StoppedAlready(Refusal):
    """Nothing new was asked."""

    sentence = _("This is stopped already.")


@transaction.atomic
def keep(patient: Patient, wish: Wish, *, by: Staff, at: datetime) -> list[Stop]:
    """They said so at the desk: from now on nothing of it goes out, whoever sends."""
    fresh = spare(patient, wish.scope.purposes(), wish.channel, by=by, at=at)
    ids = patient.record_ids()
    called = OptOut.objects.filter(patient__in=ids)
    is_rung = wish.is_of_all_calls and not called.exists()
    if not fresh and not is_rung:
        raise StoppedAlready
    if is_rung:
        OptOut.objects.create(patient=patient, at=at)
    if wish.channel in BY_PHONE:
        kinds = RINGS if wish.is_of_all_calls else INVITING
        _let_go(ids, kinds, by=by, at=at)
    if not fresh:
        _tell_stopped(patient.pk, [Purpose.SVC_MSG], by=by, at=at)
    return fresh


@transaction.atomic
def spare(
    patient: Patient,
    purposes: Iterable[str],
    channel: str = "",
    *,
    by: Staff,
    at: datetime,
) -> list[Stop]:
    """What of this does not stand yet is kept and told of; "" is by every way."""
    ids = Patient.objects.select_for_update().get(pk=patient.pk).record_ids()
    standing = Stop.objects.standing().filter(patient__in=ids)
    known = set(standing.values_list("purpose", "channel"))
    fresh = [
        Stop(patient=patient, purpose=purpose, channel=channel, by=by, at=at)
        for purpose in sorted(purposes)
        if not {(purpose, channel), (purpose, "")} & known
    ]
    Stop.objects.bulk_create(fresh)
    if fresh:
        _tell_stopped(patient.pk, [one.purpose for one in fresh], by=by, at=at)
    return fresh


@transaction.atomic
def lift(stop: Stop, *, evidence: str, by: Staff, at: datetime) -> StopLifted:
    """By their own word alone, and where that stands is kept."""
    told = _told(evidence, by=by, at=at)
    lifted, new = StopLifted.objects.get_or_create(stop=stop, defaults=told)
    if not new:
        raise LiftedAlready
    if stop.patient and stop.purpose == Purpose.SVC_MSG and stop.channel in BY_PHONE:
        OptOut.take_back(stop.patient.kept().record_ids(), **told)
    if stop.patient_id:
        _tell_again(stop.patient_id, [stop.purpose], by=by, at=at)
    return lifted


@transaction.atomic
def ring_again(patient: Patient, *, evidence: str, by: Staff, at: datetime) -> None:
    """They asked the call desk for peace, and take that back."""
    told = _told(evidence, by=by, at=at)
    if not OptOut.take_back(patient.record_ids(), **told):
        raise LiftedAlready
    # What was stopped by every way stays so: they spoke of the telephone alone.
    calls = Stop.objects.standing().filter(
        patient__in=patient.record_ids(),
        purpose=Purpose.SVC_MSG,
        channel=ChannelKind.CALL,
    )
    StopLifted.objects.bulk_create(StopLifted(stop=stop, **told) for stop in calls)
    _tell_again(patient.pk, [Purpose.SVC_MSG], by=by, at=at)


def _told(evidence: str, *, by: Staff, at: datetime) -> dict[str, Any]:
    if not evidence.strip():
        raise NoEvidence
    return {"evidence": evidence.strip()[:200], "by": by, "at": at}


def _tell_stopped(
    patient_id: int, purposes: list[str], *, by: Staff, at: datetime
) -> None:
    book.record(Stopped(patient_id=patient_id, by_id=by.pk, at=at, purposes=purposes))


def _tell_again(
    patient_id: int, purposes: list[str], *, by: Staff, at: datetime
) -> None:
    book.record(
        HeardAgain(patient_id=patient_id, by_id=by.pk, at=at, purposes=purposes)
    )


def _let_go(
    ids: Iterable[int], kinds: Iterable[str], *, by: Staff, at: datetime
) -> None:
    """Calls that were still owed are owed no more."""
    owed = Promise.objects.open().filter(patient__in=list(ids), kind__in=list(kinds))
    for promise in owed:
        promise.release(outcome=endings.ASKED_TO_STOP.code, by=by, at=at)
