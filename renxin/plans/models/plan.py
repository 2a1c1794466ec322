from datetime import datetime
from typing import Self

import pghistory
from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.plans.kinds import Stage
from renxin.plans.models.acceptance import AcceptedItem, Sitting
from renxin.plans.models.answerable import Answerable
from renxin.plans.models.presentation import Presentation
from renxin.plans.refusals import NotADoctorHere
from renxin.staff.doctors import doctors_at
from renxin.staff.models import Staff
from renxin.staff.reach import within


class PlanQuerySet(models.QuerySet["Plan"]):
    def open(self) -> Self:
        """Neither finished nor declined as a whole."""
        return self.filter(ended_at=None)

    def of(self, record_ids: list[int]) -> Self:
        """Those of one person, under whichever of their records."""
        return self.filter(patient__in=record_ids)

    def accepted(self) -> Self:
        """With something signed for that stands."""
        standing = AcceptedItem.objects.standing()
        return self.filter(Exists(standing.filter(item__plan=OuterRef("pk"))))

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "plans.see"))

    def with_stage(self) -> Self:
        """Each with how far it has come, as its records tell."""
        accepted, booked, shown = _signs()
        underway = Case(
            When(booked, then=Value(Stage.RUNNING)), default=Value(Stage.ACCEPTED)
        )
        stage = Case(
            When(ended_at__isnull=False, then=Value(Stage.OVER)),
            When(accepted, then=underway),
            When(shown, then=Value(Stage.PRESENTED)),
            default=Value(Stage.DRAFT),
            output_field=models.CharField(),
        )
        return self.annotate(stage=stage)

    def at_stage(self, stage: Stage) -> Self:
        """Those that have come just so far."""
        # Sign by sign, not by the stage as a whole: reading stops where a page is full.
        accepted, booked, shown = _signs()
        signs = {
            Stage.DRAFT: ~shown & ~accepted,
            Stage.PRESENTED: shown & ~accepted,
            Stage.ACCEPTED: accepted & ~booked,
            Stage.RUNNING: accepted & booked,
        }
        if stage == Stage.OVER:
            return self.exclude(ended_at=None)
        return self.open().filter(signs[stage])


def _signs() -> tuple[Q, Q, Q]:
    """Whether it is signed for, has a sitting booked, and lies before the patient.

    What was answered last does not lie there: it was signed for or declined, and if
    nothing of that stands any more the plan is being written anew.
    """
    plan = OuterRef("pk")
    accepted = AcceptedItem.objects.standing().filter(item__plan=plan)
    booked = Sitting.objects.filter(
        accepted__item__plan=plan, accepted__acceptance__revocation=None
    )
    later = Presentation.objects.filter(
        plan=OuterRef("plan"), version__gt=OuterRef("version")
    )
    shown = Presentation.objects.filter(plan=plan, acceptance=None, decline=None)
    shown = shown.exclude(Exists(later))
    return Q(Exists(accepted)), Q(Exists(booked)), Q(Exists(shown))


@pghistory.track()
class Plan(Answerable):
    """What is proposed to a patient for a condition, in three phases, at a price."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="plans")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="plans")
    doctor = models.ForeignKey(Staff, models.PROTECT, related_name="plans")
    condition = models.CharField(_("for what"), max_length=120)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    stage: str

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        indexes = [
            models.Index(fields=["patient", "-made_at"], name="plan_of_patient"),
            models.Index(
                fields=["clinic", "-made_at"],
                name="plan_open",
                condition=Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition} #{self.pk}"

    @classmethod
    @transaction.atomic
    def begin(
        cls,
        patient: Patient,
        condition: str,
        *,
        clinic: Clinic,
        doctor: Staff,
        by: Staff,
        at: datetime,
    ) -> "Plan":
        """An empty plan, of a doctor who works there."""
        if not doctors_at(clinic, clinic.day_of(at)).filter(pk=doctor.pk).exists():
            raise NotADoctorHere.named(doctor.name, clinic.short_name)
        return cls.objects.create(
            patient=patient.kept(),
            clinic=clinic,
            doctor=doctor,
            condition=condition,
            made_at=at,
            made_by=by,
        )
