import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.clinic import Clinic
from renxin.clinics.models.department import Department
from renxin.desk.models import Versioned


@pghistory.track()
class Equipment(Versioned):
    """A device patients share: a CBCT, a microscope, a laser."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="equipment")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="equipment"
    )
    name = models.CharField(_("its name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("equipment")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "name"], name="equipment_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
