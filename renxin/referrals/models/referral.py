from datetime import datetime
from typing import Any, Self

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.patients.models import Enrolment, Patient
from renxin.referrals import policy, review
from renxin.referrals.asking import Asking
from renxin.referrals.facts import Sent
from renxin.referrals.models.steps import Steps
from renxin.referrals.refusals import AlreadyReferred, NoReason, NotAgreed
from renxin.staff.models import Staff
from renxin.staff.reach import within

SEE = "referrals.see"
INSIDE = models.Q(to_clinic__isnull=False, to_place="", consent=None)
OUTSIDE = models.Q(
    ~models.Q(to_place=""),
    to_clinic=None,
    to_department=None,
    to_doctor=None,
    consent__isnull=False,
)
NAMED = models.Q(to_doctor__isnull=False) | models.Q(to_department__isnull=False)


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def inside(self) -> Self:
        return self.exclude(to_clinic=None)

    def visible_to(self, staff: Staff) -> Self:
        """Those their clinics sent or were sent."""
        return self.filter(within(staff, SEE, "from_clinic", "to_clinic"))

    def of(self, record_ids: list[int]) -> Self:
        return self.filter(patient__in=record_ids)

    def to_be_seen_by(self, doctor: Staff, clinic: Clinic) -> Self:
        """Accepted for this doctor, and not seen yet."""
        return self.open().filter(
            seen=None, to_clinic=clinic, acceptance__doctor=doctor
        )

    def told(self) -> Self:
        """With everybody and everything a row names."""
        return self.select_related(
            *("patient", "promise__owner", "sent_by", "from_clinic", "from_department"),
            *("to_clinic", "to_department", "to_doctor"),
            *("acceptance__doctor", "seen__doctor", "report", "decline"),
            *("retraction", "instead_of"),
        )


@pghistory.track(pghistory.UpdateEvent())
class Referral(Steps):
    """One doctor asks another to see a patient: clinical, never a reward."""

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="referral_has_a_reason"
            ),
            models.CheckConstraint(
                condition=(INSIDE & NAMED) | OUTSIDE, name="referral_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(to_doctor=None)
                | ~models.Q(to_doctor=models.F("sent_by")),
                name="referral_not_to_oneself",
            ),
            models.UniqueConstraint(
                fields=[
                    *("patient", "to_clinic", "to_department"),
                    *("to_doctor", "to_place"),
                ],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="referral_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-sent_at"], name="referral_of_patient"),
            models.Index(
                fields=["to_clinic"],
                name="referral_open_to",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["sent_by", "-sent_at"], name="referral_sent_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @classmethod
    @transaction.atomic
    def send(
        cls,
        patient: Patient,
        asking: Asking,
        *,
        clinic: Clinic,
        by: Staff,
        at: datetime,
    ) -> "Referral":
        """Ask somebody to see a patient; from then on somebody owes an answer."""
        if not asking.reason.strip():
            raise NoReason
        asking.to.check(by=by, at=at)
        patient = patient.kept()
        referral = cls(
            patient=patient,
            from_clinic=clinic,
            sent_by=by,
            sent_at=at,
            hop=cls._hop(patient, at=at),
            **_fields(asking),
        )
        referral._let_know(asking, by=by, at=at)
        referral.promise = referral._promise(by=by, at=at)
        with refusing({"referral_open_once": AlreadyReferred}):
            referral.save(force_insert=True)
        told = {"kind": referral.kind, "urgency": referral.urgency}
        referral.record(Sent, by=by, at=at, **told)
        review.ask_for(referral, by=by, at=at)
        return referral

    @classmethod
    def _hop(cls, patient: Patient, *, at: datetime) -> int:
        lately = at - policy.review().days
        sent = cls.objects.inside().of(patient.record_ids())
        return sent.filter(sent_at__gt=lately, retraction=None).count() + 1

    def _let_know(self, asking: Asking, *, by: Staff, at: datetime) -> None:
        """The other clinic may look; another house only what the patient agreed to."""
        if self.to_clinic:
            Enrolment.welcome(self.patient, self.to_clinic, by=by, at=at)
        elif asking.agreed is None:
            raise NotAgreed
        else:
            self.consent = asking.agreed.keep(self.patient, by=by, at=at)


def _fields(asking: Asking) -> dict[str, Any]:
    return {
        "kind": asking.kind,
        "urgency": asking.urgency,
        "reason": asking.reason.strip(),
        "question": asking.question.strip(),
        "visit": asking.visit,
        "from_department": asking.department,
        "to_clinic": asking.to.clinic,
        "to_department": asking.to.department,
        "to_doctor": asking.to.doctor,
        "to_place": asking.to.place.strip() if asking.to.clinic is None else "",
    }
