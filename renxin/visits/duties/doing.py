"""Doing what is owed to a patient at a station, or leaving it out with a reason."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from renxin.patients.signing import NotSigned, Signature
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.facts import DutyDoneFor, DutyLeftOut, DutyTakenBackFrom
from renxin.visits.kinds import Asks, WhyWaived
from renxin.visits.models import (
    Duty,
    DutyDone,
    DutyTakenBack,
    DutyWaived,
    SignedConsent,
    StageEntry,
)
from renxin.visits.refusals import (
    NotOwedHere,
    NotSaidBack,
    NotYours,
    ReasonMissing,
    WhyNotDone,
)


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
    every = DutyDone.objects.filter(entry=entry, duty=duty)
    standing = every.standing().first()
    if standing:
        return standing
    _check_role([duty], entry, by)
    _check_proof(proof, duty, entry, at=at)
    done = every.create(
        entry=entry,
        duty=duty,
        nth=every.count() + 1,
        understood=proof.understood.strip(),
        by=by,
        at=at,
    )
    if duty.asks == Asks.SIGNATURE and proof.signature:
        _keep(done, duty, proof.signature)
    told = {"code": duty.code, "duty": duty.text}
    entry.visit.record(DutyDoneFor, by=by, at=at, **told)
    return done


@transaction.atomic
def take_back(entry: StageEntry, duty: Duty, *, by: Staff, at: datetime) -> None:
    """Ticked by mistake: owed again, while they are still where it was ticked."""
    duty = _owed(entry, duty)
    standing = DutyDone.objects.standing().filter(entry=entry, duty=duty).first()
    if standing is None:
        return
    _check_role([duty], entry, by)
    DutyTakenBack.objects.create(done=standing, by=by, at=at)
    told = {"code": duty.code, "duty": duty.text}
    entry.visit.record(DutyTakenBackFrom, by=by, at=at, **told)


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
    owed = Duty.objects.owed_at(entry).select_related("checklist").filter(pk__in=keys)
    if len(owed) < len(keys):
        raise NotOwedHere
    _check_role(owed, entry, by)
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


def _check_role(duties: Iterable[Duty], entry: StageEntry, by: Staff) -> None:
    """Nobody asks for a signature, or does without it, in place of those who must."""
    for duty in duties:
        role = Role(duty.checklist.role)
        theirs = by.holds(role, at=entry.visit.clinic_id)
        if duty.asks == Asks.SIGNATURE and not theirs:
            raise NotYours.of(str(role.label))


def _check_proof(proof: Proof, duty: Duty, entry: StageEntry, *, at: datetime) -> None:
    """What must be said back was said, and what must be signed was signed."""
    if duty.asks == Asks.UNDERSTOOD and not proof.understood.strip():
        raise NotSaidBack
    if duty.asks == Asks.SIGNATURE:
        if proof.signature is None:
            raise NotSigned
        visit = entry.visit
        proof.signature.check(visit.patient, on=visit.clinic.day_of(at))


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
