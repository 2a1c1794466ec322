from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic, Department
from renxin.journal import book
from renxin.patients.models import Consent, Patient
from renxin.promises.models import Promise
from renxin.referrals.kinds import Kind, Step, Urgency
from renxin.staff.models import Staff
from renxin.visits.models import Visit


class Asked(models.Model):
    """Who asked whom to see which patient, why, and what is owed next."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="referrals")
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    urgency = models.CharField(_("how soon"), max_length=7, choices=Urgency.choices)
    reason = models.CharField(_("clinical reason"), max_length=500)
    question = models.CharField(_("question"), max_length=500, blank=True)
    from_clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    from_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_by = models.ForeignKey(Staff, models.PROTECT, related_name="referrals_sent")
    sent_at = models.DateTimeField(_("sent at"))
    to_clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    to_doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    to_place = models.CharField(_("place outside"), max_length=60, blank=True)
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How often they were sent on within the days that count, this time included.
    hop = models.PositiveSmallIntegerField(_("sent on for the time"))
    # What is owed next; while the referral is open it is open too.
    promise = models.OneToOneField(
        Promise, models.PROTECT, related_name="referral_step"
    )
    # Kept beside what ended it, in the same verb, for the lists read all day.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_outside(self) -> bool:
        return self.to_clinic is None

    @property
    def answers_at(self) -> Clinic:
        """The clinic that owes the next step; for a place outside it is our own."""
        return self.to_clinic or self.from_clinic

    @property
    def to_told(self) -> str:
        """Who is asked, as people say it: with the clinic where it is another one."""
        if self.to_clinic is None:
            return self.to_place
        names = [str(one) for one in (self.to_department, self.to_doctor) if one]
        if self.to_clinic != self.from_clinic:
            names.insert(0, self.to_clinic.short_name)
        return "·".join(names)

    def step(self) -> Step:
        """What is owed next, by the records there are."""
        if self.ended_at:
            return Step.OVER
        if self.is_outside:
            return Step.ASK
        if not hasattr(self, "acceptance"):
            return Step.ANSWER
        return Step.REPORT if hasattr(self, "seen") else Step.SEE

    def record(
        self, fact: type[Any], *, by: Staff | None, at: datetime, **more: Any
    ) -> None:
        heads = {"patient_id": self.patient.pk, "clinic_id": self.answers_at.pk}
        by_id = by.pk if by else None
        book.record(fact(referral_id=self.pk, **heads, by_id=by_id, at=at, **more))
        if self.answers_at != self.from_clinic:
            book.announce(fact.name, clinic_id=self.from_clinic.pk)
