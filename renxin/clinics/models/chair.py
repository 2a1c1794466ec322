import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.clinic import Clinic
from renxin.clinics.models.department import Department
from renxin.desk.models import Versioned


@pghistory.track()
class Chair(Versioned):
    """A chair or room in which one patient at a time is treated."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="chairs")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="chairs"
    )
    name = models.CharField(_("its name"), max_length=40)

    class Meta:
        verbose_name = _("chair")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "name"], name="chair_name_once")
        ]

    def __str__(self) -> str:
        return self.name
