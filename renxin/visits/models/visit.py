from datetime import datetime
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking import twice
from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models import Patient
from renxin.staff.models import Staff
from renxin.visits.facts import DoctorChanged, SentOn, VisitBegan
from renxin.visits.kinds import Kind, Stage
from renxin.visits.models.duty import Duty
from renxin.visits.models.queue_day import QueueDay
from renxin.visits.models.stage_entry import StageEntry
from renxin.visits.models.station import Station, furnish
from renxin.visits.models.the_door import (
    BY_THE_DOOR,
    OfVisits,
    check_doctor,
)
from renxin.visits.refusals import (
    AlreadyInTheHouse,
    AlreadyLeft,
    AlreadyThere,
    HandedOver,
)
from renxin.visits.terms import Coming


class VisitQuerySet(OfVisits["Visit"]):
    """The comings of everybody, ours and those of another system."""


class Visit(models.Model):
    """One coming of one patient, from the greeting to the departure."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visits")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="visits")
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, blank=True, related_name="visit"
    )
    doctor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="visits"
    )
    doctor_name = models.CharField(_("doctor's name"), max_length=60, blank=True)
    department_name = models.CharField(_("department"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, blank=True)
    condition = models.CharField(_("condition"), max_length=80, blank=True)
    payer = models.CharField(_("payer"), max_length=40, blank=True)
    urgency = models.CharField(_("urgency"), max_length=20, blank=True)
    # The clinic's own day and the number of that day; none where it was imported.
    day = models.DateField(_("day"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    began_at = models.DateTimeField(_("began at"))
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    went_back_to_doctor = models.BooleanField(
        _("back to the doctor"), null=True, blank=True
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(fields=["patient", "-began_at"], name="visit_of_patient"),
            models.Index(fields=["clinic", "began_at"], name="visit_of_clinic"),
            models.Index(
                fields=["clinic", "day"],
                name="visit_under_way",
                condition=models.Q(ended_at=None, number__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "day", "number"], name="number_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(ended_at=None, number__isnull=False),
                name="one_visit_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(day=None, number=None)
                | models.Q(day__isnull=False, number__isnull=False),
                name="visit_number_has_a_day",
            ),
        ]

        triggers = [
            # At the end of the transaction: the visit ends before or after its records.
            pgtrigger.Trigger(
                name="ends_by_the_door",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(
                    new__number__isnull=False, new__ended_at__isnull=False
                ),
                func=BY_THE_DOOR,
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} @ {self.began_at:%Y-%m-%d} #{self.pk}"

    @property
    def told_number(self) -> str:
        """As it is called out and shown: never a name."""
        return f"{self.number:03}" if self.number else ""

    def is_under_way(self) -> bool:
        return self.number is not None and self.ended_at is None

    @classmethod
    @transaction.atomic
    def begin(
        cls,
        patient: Patient,
        clinic: Clinic,
        coming: Coming,
        *,
        by: Staff | None,
        at: datetime,
    ) -> "Visit":
        """Greet a patient: from now on they have a number and stand on the board."""
        patient = cls._one_person(patient)
        day = clinic.day_of(at)
        visit = cls(
            patient=patient,
            clinic=clinic,
            **coming.told(),
            kind=coming.kind or cls.kind_of(patient.record_ids()),
            day=day,
            number=QueueDay.draw(clinic, day),
            began_at=at,
            arrived_at=at,
        )
        again = AlreadyInTheHouse.named(patient.name, clinic.short_name)
        with refusing({"one_visit_at_a_time": lambda: again}):
            visit.save(force_insert=True)
        greeting = clinic.stations.for_stage(Stage.GREETING) or furnish(clinic)
        visit._enter(greeting, Stage.GREETING, by=by, at=at)
        visit.record(VisitBegan, by=by, at=at)
        return visit

    @classmethod
    def _one_person(cls, patient: Patient) -> Patient:
        """At two doors at once, and under two records, they are greeted once."""
        kept: Patient = patient.kept()
        twice.lock([kept])
        cls.objects.refuse_two_at_once(kept.name, kept.record_ids())
        return kept

    @classmethod
    def kind_of(cls, record_ids: list[int]) -> Kind:
        """Who was never here comes for the first time; the doctor may know better."""
        has_been_here = cls.objects.filter(patient__in=record_ids).exists()
        return Kind.CONTINUING if has_been_here else Kind.FIRST

    @transaction.atomic
    def send_on(
        self, station: Station, *, seen: int | None = None, by: Staff, at: datetime
    ) -> StageEntry:
        """Hand the patient over; `seen` is the step as the screen had it."""
        here = self.have(seen=seen)
        held = Station.objects.select_for_update(of=("self",)).select_related("clinic")
        station = held.get(pk=station.pk)
        station.check_for(self.clinic_id)
        if here.station_id == station.pk:
            raise AlreadyThere
        Duty.objects.check_none_missing_at(here)
        self.leave_station(here, at=at)
        entry = self._enter(station, Stage(station.stage), by=by, at=at)
        told = {"stage": station.stage, "station": station.name}
        self.record(SentOn, by=by, at=at, **told)
        return entry

    @transaction.atomic
    def give_to(
        self,
        doctor: Staff | None,
        *,
        seen: int | None = None,
        by: Staff,
        at: datetime,
    ) -> None:
        """Another doctor today; the doctor of record stays who it was."""
        self.have(seen=seen)
        check_doctor(doctor, self.clinic)
        self.doctor, self.doctor_name = doctor, doctor.name if doctor else ""
        self.save(update_fields=["doctor", "doctor_name"])
        self.record(DoctorChanged, by=by, at=at)

    def have(self, *, seen: int | None = None) -> StageEntry:
        """Take the row for this transaction, and tell where they stand now."""
        held = Visit.objects.select_for_update(of=("self",), no_key=True)
        self.refresh_from_db(from_queryset=held)
        if self.ended_at:
            raise AlreadyLeft
        here = self.stage_entries.current().select_related("station", "sent_by").get()
        if seen is not None and here.pk != seen:
            raise HandedOver.now_at(
                here.place, here.sent_by.name if here.sent_by else ""
            )
        return here

    def _enter(
        self, station: Station | None, stage: Stage, *, by: Staff | None, at: datetime
    ) -> StageEntry:
        return StageEntry.objects.create(
            visit=self, station=station, stage=stage, entered_at=at, sent_by=by
        )

    def leave_station(self, here: StageEntry, *, at: datetime) -> None:
        """Clocks of two machines may differ; nobody leaves before they came."""
        here.left_at = max(at, here.entered_at)
        here.save(update_fields=["left_at"])

    def record(
        self, fact: type[Fact], *, by: Staff | None, at: datetime, **particulars: Any
    ) -> None:
        told: dict[str, Any] = {
            "visit_id": self.pk,
            "number": self.number or 0,
            "kind": self.kind,
            "department": self.department_name,
            "doctor": self.doctor_name,
            "clinic_id": self.clinic_id,
            "patient_id": self.patient_id,
        }
        book.record(fact(at=at, by_id=by.pk if by else None, **told, **particulars))
