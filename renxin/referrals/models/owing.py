from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.referrals import clocks
from renxin.referrals.facts import Withdrawn
from renxin.referrals.keeping import Owed, is_there
from renxin.referrals.kinds import Gone, Step
from renxin.referrals.models.acceptance import Acceptance
from renxin.referrals.models.asked import Asked
from renxin.referrals.models.retraction import Retraction
from renxin.referrals.models.seen import Seen
from renxin.staff.models import Staff

Record = TypeVar("Record", bound=models.Model)


class Owing(Asked):
    """An open referral always hangs on one open promise: the next step's."""

    class Meta:
        abstract = True

    def hold(self) -> None:
        """Take its promise for this transaction, and then the referral, as it now is.

        In this order, which is that of whoever breaks the promise. Where it hangs on
        another promise by then, the savepoint gives back the one that was taken.
        """
        everyone = type(self)._default_manager  # noqa: SLF001  (the public name of it)
        while True:
            promise = everyone.values_list("promise", flat=True).get(pk=self.pk)
            with suppress(type(self).DoesNotExist), transaction.atomic():
                Promise.objects.select_for_update(of=("self",)).get(pk=promise)
                held = everyone.select_for_update(of=("self",))
                held.only("pk").get(pk=self.pk, promise=promise)
                break
        self.refresh_from_db()

    def owe_next(self, *, by: Staff | None, at: datetime) -> None:
        """Promise the next step; the one that led here is kept by it."""
        was = self._hang_on(self._promise(by=by, at=at))
        was.keep(by=by, at=at)

    def owe_again(self, *, by: Staff | None, at: datetime) -> None:
        """The promise was broken: the step is owed all the same, from now on."""
        if self._cannot_be_met():
            self.let_go(Gone.DIED, by=by, at=at)
        else:
            self._hang_on(self._promise(by=by, at=at))

    def fall_back(self, *, at: datetime) -> bool:
        """Whoever owes it is not there any more: all the doctors of the clinic do."""
        promise = self.promise
        owner = promise.owner
        if owner is None or self._cannot_be_met():
            return False
        if is_there(owner, promise.clinic, until=promise.due_at, at=at):
            return False
        due_at = promise.due_at
        was = self._hang_on(self._promise(by=None, at=at, due_at=due_at))
        reason = _("Whoever owed it is not there to keep it.")
        was.release(reason=reason, by=None, at=at)
        return True

    def let_go(
        self, why: Gone, *, words: str = "", by: Staff | None, at: datetime
    ) -> Retraction:
        """End it before they were seen; nobody owes the next step any more."""
        retraction = self.write(Retraction, why=why, words=words, by=by, at=at)
        self.end(at=at)
        if self.promise.ended_at is None:
            self.promise.release(reason=str(why.label), by=by, at=at)
        self.record(Withdrawn, by=by, at=at, why=why.value)
        return retraction

    def write(self, record: type[Record], **fields: Any) -> Record:
        """A record of a step, which this referral knows of from then on."""
        written = record(referral=self, **fields)
        written.save(force_insert=True)
        return written

    def end(self, *, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])

    def _cannot_be_met(self) -> bool:
        patient = self.patient.kept()
        return bool(refused_of([patient.pk], self.promise.kind))

    def _hang_on(self, promise: Promise) -> Promise:
        """Move over to another promise, and give back the one it hung on.

        First moved, then ended: nobody may end the promise of an open referral.
        """
        was = self.promise
        self.promise = promise
        self.save(update_fields=["promise"])
        return was

    def _promise(
        self, *, by: Staff | None, at: datetime, due_at: datetime | None = None
    ) -> Promise:
        owed = self._owed(at=at, due_at=due_at)
        came_of = self.promise if self.pk else None
        return Promise.make(
            self.patient.kept(),
            owed.terms(at=at),
            clinic=owed.clinic,
            by=by,
            at=at,
            came_of=came_of,
        )

    def _owed(self, *, at: datetime, due_at: datetime | None) -> Owed:
        step = self.step() if self.pk else self._first_step()
        clinic = self.answers_at
        return Owed(
            step=step,
            clinic=clinic,
            doctor=self._doctor(step),
            due_at=due_at or clocks.due(clinic, self.urgency, step, at=at),
            sender=self.sent_by.name,
            why=f"{self.to_place}：{self.reason}" if self.is_outside else self.reason,
        )

    def _first_step(self) -> Step:
        return Step.ASK if self.is_outside else Step.ANSWER

    def _doctor(self, step: Step) -> Staff | None:
        if step == Step.SEE:
            return (
                Acceptance.objects.select_related("doctor").get(referral=self.pk).doctor
            )
        if step == Step.REPORT:
            return Seen.objects.select_related("doctor").get(referral=self.pk).doctor
        return self.sent_by if step == Step.ASK else self.to_doctor
