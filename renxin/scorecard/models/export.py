import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.staff.models import Staff


class Export(models.Model):
    """Figures taken out of the house in a file: by whom, when, and what was in it."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="exports")
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="exports"
    )
    start_on = models.DateField(_("from"))
    end_on = models.DateField(_("until"))
    figure = models.CharField(_("figure"), max_length=16, blank=True)
    # Patients named in the file; each of them has a look in the access log.
    named = models.PositiveIntegerField(_("patients named"), default=0)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("export")
        indexes = [models.Index(fields=["staff", "-at"], name="export_by_staff")]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.figure} {self.start_on} #{self.pk}"
