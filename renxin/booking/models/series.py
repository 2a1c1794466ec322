from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.booking.kinds import How
from renxin.booking.models.service import Service
from renxin.patients.models import Patient
from renxin.staff.models import Staff


class SeriesQuerySet(models.QuerySet["Series"]):
    def of(self, patient: Patient) -> Self:
        return self.filter(patient=patient)


class Series(models.Model):
    """Appointments that belong together: the sittings of one phase of treatment."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="series")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    what = models.CharField(_("what for"), max_length=80)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")

    def __str__(self) -> str:
        return f"{self.what} of {self.patient_id} #{self.pk}"

    @transaction.atomic
    def cancel_the_rest(
        self, *, how: How, by: Staff | None, at: datetime, why: str = ""
    ) -> int:
        """Call off what has not ended and is still to come; how many that were."""
        due = self.appointments.due().after(at)
        # One order for all who take several rows, that nobody waits in a ring.
        rest = list(due.order_by("pk").select_for_update(of=("self",)))
        for appointment in rest:
            appointment.cancel(how=how, by=by, at=at, why=why)
        return len(rest)
