from datetime import datetime

from django.db import transaction

from renxin.clinics.models import Clinic
from renxin.referrals import instead
from renxin.referrals.asking import No
from renxin.referrals.facts import Accepted, Refused, Reported, WasSeen
from renxin.referrals.kinds import Gone, Step
from renxin.referrals.models.acceptance import Acceptance
from renxin.referrals.models.decline import Decline
from renxin.referrals.models.owing import Owing
from renxin.referrals.models.report import Report
from renxin.referrals.models.retraction import Retraction
from renxin.referrals.models.seen import Seen
from renxin.referrals.refusals import (
    NoReason,
    NotThatStep,
    NotYet,
    NotYours,
    NotYoursToTakeBack,
    SeenAlready,
    ToOneself,
)
from renxin.referrals.story import last_of
from renxin.referrals.where import RIGHT, check_doctor
from renxin.staff.models import Staff
from renxin.visits.models import Visit

ORDER = list(Step)


class Steps(Owing):
    """The steps a referral goes through: each a record, each keeps what was owed."""

    class Meta:
        abstract = True

    @transaction.atomic
    def accept(
        self, *, doctor: Staff, by: Staff, at: datetime, note: str = ""
    ) -> Acceptance:
        """Say yes, and who will see them."""
        self._come_to(Step.ANSWER, at=at)
        _check_side(by, self.answers_at)
        check_doctor(doctor, self.answers_at, at=at, sender=self.sent_by)
        acceptance = self.write(
            Acceptance, doctor=doctor, note=note.strip(), by=by, at=at
        )
        self.owe_next(by=by, at=at)
        self.record(Accepted, by=by, at=at, doctor_id=doctor.pk)
        return acceptance

    @transaction.atomic
    def see(
        self,
        *,
        doctor: Staff,
        by: Staff | None,
        at: datetime,
        visit: Visit | None = None,
    ) -> Seen:
        """They were seen; from then on a report is owed."""
        self._come_to(Step.SEE, at=at)
        if visit is None and by:
            _check_side(by, self.answers_at)
        if doctor == self.sent_by:
            raise ToOneself
        seen = self.write(Seen, doctor=doctor, visit=visit, by=by, at=at)
        self.owe_next(by=by, at=at)
        self.record(WasSeen, by=by, at=at, doctor_id=doctor.pk)
        return seen

    @transaction.atomic
    def report_back(
        self, *, found: str, advice: str, by: Staff, at: datetime
    ) -> Report:
        """Tell whoever asked what was found and what should happen next."""
        self._come_to(Step.ASK if self.is_outside else Step.REPORT, at=at)
        _check_side(by, self.answers_at)
        if not (found.strip() and advice.strip()):
            raise NoReason
        report = Report.objects.create(
            referral_id=self.pk,
            found=found.strip(),
            advice=advice.strip(),
            by=by,
            at=at,
        )
        self.end(at=at)
        self.promise.keep(by=by, at=at)
        self.record(Reported, by=by, at=at)
        return report

    @transaction.atomic
    def say_no(self, no: No, *, by: Staff, at: datetime) -> Decline:
        """Say no, with a reason and with what happens for the patient instead."""
        self._come_to(Step.ANSWER, Step.SEE, at=at)
        _check_side(by, self.answers_at)
        instead.check(no, at=at)
        was_accepted = self.step() == Step.SEE
        self.end(at=at)
        after = instead.arrange(self, no, by=by, at=at)
        decline = Decline.objects.create(
            referral_id=self.pk,
            why=no.why,
            words=no.words.strip(),
            by=by,
            at=at,
            **after,
        )
        if was_accepted:
            self.promise.release(reason=str(no.why.label), by=by, at=at)
        else:
            self.promise.keep(by=by, at=at, said=str(no.why.label))
        told = {"why": no.why.value, "instead": decline.instead.value}
        self.record(Refused, by=by, at=at, **told)
        return decline

    @transaction.atomic
    def take_back(
        self, why: Gone, *, words: str = "", by: Staff, at: datetime
    ) -> Retraction:
        """Take it back before they were seen."""
        self._come_to(Step.ANSWER, Step.SEE, Step.ASK, at=at, seen=SeenAlready)
        if not by.may_at(RIGHT, self.from_clinic.pk):
            raise NotYoursToTakeBack
        return self.let_go(why, words=words.strip(), by=by, at=at)

    def _come_to(
        self, *steps: Step, at: datetime, seen: type[Exception] | None = None
    ) -> None:
        """Hold it where it stands at one of these; the first has done the step.

        Two hands on one key queue here, so the second reads what the first did.
        """
        self.hold()
        now = self.step()
        if now in steps:
            return
        if seen and now == Step.REPORT:
            raise seen
        if ORDER.index(now) < min(map(ORDER.index, steps)):
            raise NotYet
        done = last_of(self)
        raise NotThatStep.taken_by(done.by, done.title, done=done.at, at=at)


def _check_side(by: Staff, clinic: Clinic) -> None:
    if not by.may_at(RIGHT, clinic.pk):
        raise NotYours
