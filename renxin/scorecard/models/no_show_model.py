from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoShowModelQuerySet(models.QuerySet["NoShowModel"]):
    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class NoShowModel(models.Model):
    """What the house learned one day of who does not come, and how far that held.

    Only for a further call and for the depth of the waiting list. It knows nobody and
    keeps nobody's chance; those stand in the lake, and go with it.
    """

    class Doubt(models.TextChoices):
        """Why its chances are not shown."""

        FEW = "few", _("too few bookings to learn from or to try it on")
        GUESSING = "guessing", _("it did no better than guessing")
        OFF = "off", _("it expected far too many or far too few")

    at = models.DateTimeField(_("learned at"))
    until_on = models.DateField(_("from bookings before"))
    bookings = models.PositiveIntegerField(_("bookings"), default=0)
    missed = models.PositiveIntegerField(_("missed"), default=0)
    # The model itself, and how one that learned from seven tenths did on the rest;
    # empty where there was too little of either.
    told = models.JSONField(null=True)
    tried = models.JSONField(null=True)
    doubt = models.CharField(
        _("doubt"), max_length=8, choices=Doubt.choices, blank=True
    )

    objects = NoShowModelQuerySet.as_manager()

    class Meta:
        verbose_name = _("no-show model")
        indexes = [models.Index(fields=["-at", "-id"], name="no_show_model_newest")]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"before {self.until_on} #{self.pk}"
