"""Doing what is owed to a patient at a station, or leaving it out with a reason."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from renxin.patients.signing import NotSigned, Signature
from renxin.staff.models import Staff
from renxin.visits.facts import DutyDoneFor, DutyLeftOut
from renxin.visits.kinds import Asks, WhyWaived
from renxin.visits.models import Duty, DutyDone, DutyWaived, SignedConsent, StageEntry
from renxin.visits.refusals import NotOwedHere, NotSaidBack, ReasonMissing, WhyNotDone


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What the patient said back, or signed."""

    understood: str = ""
    signature: Signature | None = None


NO_PROOF = Proof()


@transaction.atomic
def do(
    entry: StageEntry,
    duty: Duty,
    proof: Proof = NO_PROOF,
    *,
    by: Staff,
    at: datetime,
) -> DutyDone:
    """Done once, by the first who says so; pressed again it stays as it was."""
    duty = _owed(entry, duty)
    done = DutyDone.objects.filter(entry=entry, duty=duty).first()
    if done:
        return done
    understood = proof.understood.strip()
    if duty.asks == Asks.UNDERSTOOD and not understood:
        raise NotSaidBack
    if duty.asks == Asks.SIGNATURE:
        _check(proof.signature, entry, at=at)
    done = DutyDone.objects.create(
        entry=entry, duty=duty, understood=understood, by=by, at=at
    )
    if duty.asks == Asks.SIGNATURE and proof.signature:
        _keep(done, duty, proof.signature)
    told = {"code": duty.code, "duty": duty.text}
    entry.visit.record(DutyDoneFor, by=by, at=at, **told)
    return done


@transaction.atomic
def waive(
    entry: StageEntry,
    duties: Iterable[Duty],
    *,
    why: str,
    note: str = "",
    by: Staff,
    at: datetime,
) -> list[DutyWaived]:
    """Leave out what was not done yet, all for the same reason."""
    if why not in WhyWaived.values:
        raise WhyNotDone
    if why == WhyWaived.OTHER and not note.strip():
        raise ReasonMissing
    keys = {duty.pk for duty in duties}
    entry.visit.have(seen=entry.pk)
    if Duty.objects.owed_at(entry).filter(pk__in=keys).count() < len(keys):
        raise NotOwedHere
    told = {"why": why, "note": note.strip(), "by": by, "at": at}
    waived = [
        DutyWaived(entry=entry, duty=duty, **told)
        for duty in Duty.objects.missing_at(entry).filter(pk__in=keys)
    ]
    DutyWaived.objects.bulk_create(waived)
    for one in waived:
        left_out = {"code": one.duty.code, "duty": one.duty.text, "why": why}
        entry.visit.record(DutyLeftOut, by=by, at=at, **left_out)
    return waived


def _owed(entry: StageEntry, duty: Duty) -> Duty:
    """Under the lock: they may have been handed over, or never been owed it here."""
    entry.visit.have(seen=entry.pk)
    found = (
        Duty.objects.owed_at(entry)
        .select_related("checklist")
        .filter(pk=duty.pk)
        .first()
    )
    if found is None:
        raise NotOwedHere
    return found


def _check(signature: Signature | None, entry: StageEntry, *, at: datetime) -> None:
    if signature is None:
        raise NotSigned
    visit = entry.visit
    signature.check(visit.patient, on=visit.clinic.day_of(at))


def _keep(done: DutyDone, duty: Duty, signature: Signature) -> SignedConsent:
    """What was on the screen, in the language it was read in, and what it was worth."""
    signed = {
        "checklist": str(duty.checklist),
        "clinic": duty.checklist.clinic_id,
        "code": duty.code,
        "text": duty.text,
        **asdict(signature),
    }
    whole = json.dumps(signed, ensure_ascii=False, sort_keys=True).encode()
    return SignedConsent.objects.create(
        done=done,
        text=duty.text,
        digest=hashlib.sha256(whole).hexdigest(),
        strokes=signature.strokes,
        signer=signature.signer,
        signer_name=signature.name.strip(),
    )
