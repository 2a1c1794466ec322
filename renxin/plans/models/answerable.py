from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from renxin.booking.kinds import How
from renxin.patients.models import Patient
from renxin.patients.signing import Signature
from renxin.plans.content import digest_of, total_of
from renxin.plans.facts import (
    AcceptanceTakenBack,
    PlanAccepted,
    PlanDeclined,
    PlanFinished,
    PlanPresented,
)
from renxin.plans.kinds import End, Instead, Reason
from renxin.plans.models.acceptance import (
    Acceptance,
    AcceptedItem,
    AcceptedItemQuerySet,
)
from renxin.plans.models.ending import Decline, Finish, Revocation
from renxin.plans.models.presentation import Presentation
from renxin.plans.models.writable import Writable
from renxin.plans.refusals import (
    AnsweredAlready,
    ChangedSince,
    NeedsAReason,
    NoAlternatives,
    NotAccepted,
    NothingChosen,
    NothingPlanned,
    NotInThePlan,
    NotPresented,
)
from renxin.staff.models import Staff


class Answerable(Writable):
    """What is shown to the patient, and what they say to it."""

    patient: Patient
    condition: str

    class Meta:
        abstract = True

    @transaction.atomic
    def present(self, *, expected: int, by: Staff, at: datetime) -> Presentation:
        """Lay it before the patient: every price, every other way, kept as shown."""
        self.hold()
        self.take_version(expected)
        content = self._content()
        shown: Presentation = self.presentations.create(
            version=self.version,
            content=content,
            digest=digest_of(content),
            total_fen=total_of(content["items"]),
            by=by,
            at=at,
        )
        self._end(None)
        self.record(PlanPresented, by=by, at=at, amount_fen=shown.total_fen)
        return shown

    @transaction.atomic
    def accept(
        self,
        item_ids: Collection[int],
        signature: Signature,
        *,
        expected: int,
        by: Staff,
        at: datetime,
    ) -> Acceptance:
        """The patient signs for these items of what they were shown last.

        What an earlier signature covers stays under that one, and counts once.
        """
        self.hold()
        shown = self._asked(expected)
        signature.check(self.patient.kept(), on=self.clinic.day_of(at))
        covered = self.covered()
        chosen = _chosen(shown, set(item_ids) - covered)
        is_whole = all(
            one["id"] in covered | chosen.keys() for one in shown.content["items"]
        )
        signed = _signed(shown, chosen, signature, is_whole=is_whole, by=by, at=at)
        self.take_version(self.version)
        self._tell_of(signed)
        return signed

    @transaction.atomic
    def decline(
        self, reason: Reason, *, expected: int, by: Staff, at: datetime, note: str = ""
    ) -> Decline:
        """The patient does not want it, or not the rest; the plan waits for them."""
        self.hold()
        shown = self._asked(expected)
        said = Decline.objects.create(
            presentation=shown, reason=reason, note=note, by=by, at=at
        )
        self.take_version(self.version)
        if not self.accepted().exists():
            self._end(at)
        told = {"reason": str(reason), "amount_fen": shown.total_fen}
        self.record(PlanDeclined, by=by, at=at, **told)
        return said

    @transaction.atomic
    def take_back(
        self, acceptance: Acceptance, *, by: Staff, at: datetime, note: str = ""
    ) -> Revocation:
        """The patient no longer wants what they signed for; it costs them nothing."""
        self.hold()
        if hasattr(acceptance, "revocation"):
            raise AnsweredAlready
        said = Revocation.objects.create(acceptance=acceptance, note=note, by=by, at=at)
        acceptance.items.all().call_off(How.CANCELLED_BY_PATIENT, by=by, at=at)
        self.take_version(self.version)
        if not self.accepted().exists():
            self._end(at)
        told = {"amount_fen": acceptance.total_fen}
        self.record(AcceptanceTakenBack, by=by, at=at, **told)
        return said

    @transaction.atomic
    def conclude(
        self, how: End, *, by: Staff, at: datetime, reason: str = ""
    ) -> Finish:
        """It is over: all done, or stopped for a reason."""
        self.hold()
        if how == End.DONE and not self.accepted().exists():
            raise NotAccepted
        if how == End.STOPPED and not reason.strip():
            raise NeedsAReason
        done = Finish.objects.create(
            plan_id=self.pk, how=how, reason=reason.strip(), by=by, at=at
        )
        if how == End.STOPPED:
            signed = AcceptedItem.objects.filter(item__plan=self.pk)
            signed.call_off(How.CANCELLED_BY_PATIENT, by=by, at=at)
        self._end(at)
        self.record(PlanFinished, by=by, at=at, how=str(how))
        return done

    def accepted(self) -> AcceptedItemQuerySet:
        """What is signed for as it stands: this alone is booked and begun."""
        return AcceptedItem.objects.standing().filter(item__plan=self.pk)

    def covered(self) -> set[int]:
        return set(self.accepted().values_list("item", flat=True))

    def latest(self) -> Presentation | None:
        """What the patient was shown last."""
        shown = self.presentations.select_related("acceptance__revocation", "decline")
        found: Presentation | None = shown.order_by("-version").first()
        return found

    def _tell_of(self, signed: Acceptance) -> None:
        told = {"acceptance_id": signed.pk, "is_whole": signed.is_whole}
        told["amount_fen"] = signed.total_fen
        self.record(PlanAccepted, by=signed.by, at=signed.at, **told)

    def _content(self) -> dict[str, Any]:
        items = list(self.items.standing().in_order())
        others = list(self.alternatives.standing().order_by("kind", "pk"))
        if not items:
            raise NothingPlanned
        if {other.kind for other in others} != set(Instead.values):
            raise NoAlternatives
        return {
            "plan": self.pk,
            "condition": self.condition,
            "items": [item.terms() for item in items],
            "alternatives": [other.terms() for other in others],
        }

    def _asked(self, expected: int) -> Presentation:
        """What the answer is to; it must be what the patient has just read."""
        shown = self.latest()
        if shown is None:
            raise NotPresented
        if shown.answer():
            raise AnsweredAlready
        if not shown.version == self.version == expected:
            raise ChangedSince
        return shown

    def _end(self, at: datetime | None) -> None:
        if self.ended_at != at:
            self.ended_at = at
            self.save(update_fields=["ended_at"])


def _chosen(shown: Presentation, item_ids: Collection[int]) -> dict[int, Any]:
    """What was ticked of what was shown, in the words in which it was shown."""
    planned = {item["id"]: item for item in shown.content["items"]}
    if not item_ids:
        raise NothingChosen
    if not set(item_ids) <= planned.keys():
        raise NotInThePlan
    return {pk: planned[pk] for pk in item_ids}


def _signed(
    shown: Presentation,
    chosen: Mapping[int, Any],
    signature: Signature,
    *,
    is_whole: bool,
    by: Staff,
    at: datetime,
) -> Acceptance:
    """Written down with the hash of what was shown, ticked and drawn."""
    ids = sorted(chosen)
    signed = Acceptance.objects.create(
        presentation=shown,
        is_whole=is_whole,
        total_fen=total_of(chosen.values()),
        signer=signature.signer,
        signer_name=signature.name.strip(),
        strokes=signature.strokes,
        digest=digest_of({"shown": shown.digest, "items": ids, **vars(signature)}),
        by=by,
        at=at,
    )
    AcceptedItem.objects.bulk_create(
        AcceptedItem(acceptance=signed, item_id=pk) for pk in ids
    )
    return signed
