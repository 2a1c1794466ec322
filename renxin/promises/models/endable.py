from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.promises import endings
from renxin.promises.facts import (
    AskedNotToBeCalled,
    PromiseBroken,
    PromiseKept,
    PromiseReleased,
    PromiseReopened,
)
from renxin.promises.models.ending import Ending, How
from renxin.promises.models.opt_out import OptOut
from renxin.promises.refusals import (
    AlreadyEnded,
    NeedsAReason,
    NotEnded,
    NotYoursToTakeBack,
    TooLateToTakeBack,
)
from renxin.staff.models import Staff

TAKEN_BACK_WITHIN = timedelta(seconds=60)
REASON_LENGTH = 200
FACTS: dict[str, type[Fact]] = {
    How.KEPT: PromiseKept,
    How.BROKEN: PromiseBroken,
    How.RELEASED: PromiseReleased,
}


class Endable(models.Model):
    """What ends once: the verbs that end it, and the one that takes it back."""

    patient_id: int
    follow_ons: Any
    clinic_id: int
    what: str

    # Kept beside the Ending, in the same verb, for the lists that are read all day.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def keep(
        self, *, by: Staff | None, at: datetime, outcome: str = "", said: str = ""
    ) -> Ending:
        return self._end(How.KEPT, outcome, said, by=by, at=at)

    @transaction.atomic
    def release(
        self,
        *,
        by: Staff | None,
        at: datetime,
        reason: str = "",
        outcome: str = "",
    ) -> Ending:
        """Let the promise go, with a reason: the patient no longer expects it."""
        return self._end(How.RELEASED, outcome, reason or outcome, by=by, at=at)

    @transaction.atomic
    def break_(
        self, *, by: Staff, at: datetime, reason: str = "", outcome: str = ""
    ) -> Ending:
        """Own up: this was promised and was not done."""
        return self._end(How.BROKEN, outcome, reason or outcome, by=by, at=at)

    @transaction.atomic
    def stop_calls(self, *, by: Staff, at: datetime) -> Ending:
        """Release it because the patient asked not to be called, and remember that."""
        ending = self.release(outcome=endings.ASKED_TO_STOP.code, by=by, at=at)
        OptOut.objects.create(patient_id=self.patient_id, promise_id=self.pk, at=at)
        self.record(AskedNotToBeCalled, by=by, at=at)
        return ending

    @transaction.atomic
    def reopen(self, *, by: Staff, at: datetime) -> None:
        """Take back a mistaken key: open again, with what came of it released."""
        ending = Ending.objects.select_for_update().filter(promise=self.pk).first()
        if ending is None:
            raise NotEnded
        if ending.by_id != by.pk:
            raise NotYoursToTakeBack
        if at - ending.at > TAKEN_BACK_WITHIN:
            raise TooLateToTakeBack
        ending.delete()
        OptOut.objects.filter(promise=self.pk).delete()
        for follow_on in self.follow_ons.open():
            follow_on.release(outcome=endings.TAKEN_BACK.code, by=by, at=at)
        self.refresh_from_db()
        self.ended_at = None
        self.save(update_fields=["ended_at"])
        told = {"was": ending.how, "outcome": ending.outcome}
        self.record(PromiseReopened, by=by, at=at, **told)

    def record(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **particulars: Any
    ) -> None:
        book.record(self.fact(fact, by=by, at=at, **particulars))

    def fact(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **particulars: Any
    ) -> Fact:
        heads = {"promise_id": self.pk, "what": self.what, "at": at}
        heads |= {"clinic_id": self.clinic_id, "patient_id": self.patient_id}
        return fact(by_id=by.pk if by else None, **heads, **particulars)

    def _end(
        self,
        how: How,
        outcome: str,
        reason: str,
        *,
        by: Staff | None,
        at: datetime,
    ) -> Ending:
        self._hold(at)
        if how is not How.KEPT and not reason.strip():
            raise NeedsAReason
        reason = reason.strip()[:REASON_LENGTH]
        ending = Ending.objects.create(
            promise_id=self.pk, how=how, outcome=outcome, reason=reason, at=at, by=by
        )
        self.ended_at = at
        self.save(update_fields=["ended_at"])
        self.record(FACTS[how], by=by, at=at, outcome=outcome, reason=reason)
        return ending

    def _hold(self, at: datetime) -> None:
        """Take the promise for this transaction; whoever came first has ended it.

        Two hands on one key queue here, so the second reads what the first did.
        """
        fields = ["ended_at", "due_from", "due_at", "owner", "owner_role"]
        everyone = type(self)._default_manager  # noqa: SLF001  (the public name of it)
        held = everyone.select_for_update(of=("self",))
        self.refresh_from_db(fields=fields, from_queryset=held)
        if self.ended_at:
            ending = Ending.objects.select_related("by").get(promise=self.pk)
            name = ending.by.name if ending.by else ""
            raise AlreadyEnded.by_whom(name, ending.told(), ended=ending.at, at=at)
