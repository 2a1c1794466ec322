from datetime import timedelta

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.models import Versioned

LONGEST_MINUTES = 720
# Of what was brought in from elsewhere, and of what nobody has said it of yet.
USUAL_MINUTES = 30


class Need(models.TextChoices):
    """Which kind of room a service is given in."""

    CHAIR = "CHAIR", _("A chair")
    NONE = "NONE", _("No chair")


@pghistory.track()
class Service(Versioned):
    """What the house does for a patient in one sitting, and what that takes up."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("its name"), max_length=60)
    department_code = models.SlugField(_("department"), max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    # Chairs, devices and assistants are busy a little longer than the doctor.
    preparation_minutes = models.PositiveSmallIntegerField(
        _("minutes to prepare"), default=0
    )
    cleanup_minutes = models.PositiveSmallIntegerField(
        _("minutes to clean up"), default=5
    )
    room = models.CharField(
        _("room"), max_length=10, choices=Need.choices, default=Need.CHAIR
    )
    assistants = models.PositiveSmallIntegerField(_("assistants"), default=0)
    device_kind = models.CharField(_("kind of device"), max_length=40, blank=True)
    # What patients may book for themselves, from the portal.
    is_offered = models.BooleanField(_("patients may book it"), default=True)
    ended_on = models.DateField(_("no longer given since"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=LONGEST_MINUTES),
                name="service_has_length",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def needs_chair(self) -> bool:
        return self.room == Need.CHAIR

    @property
    def preparation(self) -> timedelta:
        return timedelta(minutes=self.preparation_minutes)

    @property
    def cleanup(self) -> timedelta:
        return timedelta(minutes=self.cleanup_minutes)
