import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models.clinic import Clinic
from renxin.desk.models import Versioned


@pghistory.track()
class Department(Versioned):
    """A department of one clinic: endodontics, orthodontics, radiology."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="departments")
    name = models.CharField(_("its name"), max_length=40)
    code = models.SlugField(_("code"), max_length=20)

    class Meta:
        verbose_name = _("department")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "code"], name="department_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
