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
        accepted = AcceptedItem.objects.standing().filter(item__plan=OuterRef("pk"))
        booked = Sitting.objects.filter(
            accepted__item__plan=OuterRef("pk"), accepted__acceptance__revocation=None
        )
        shown = Presentation.objects.filter(plan=OuterRef("pk"))
        stages = [
            (Q(ended_at__isnull=False), Stage.OVER),
            (Exists(accepted) & Exists(booked), Stage.RUNNING),
            (Exists(accepted), Stage.ACCEPTED),
            (Exists(shown), Stage.PRESENTED),
        ]
        whens = [When(which, then=Value(stage)) for which, stage in stages]
        return self.annotate(
            stage=Case(
                *whens, default=Value(Stage.DRAFT), output_field=models.CharField()
            )
        )

    def at_stage(self, stage: Stage) -> Self:
        return self.with_stage().filter(models.Q(("stage", stage)))


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
