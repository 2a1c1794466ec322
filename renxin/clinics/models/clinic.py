from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.models import Versioned


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("%(name)s is not a time zone we know."), params={"name": name}
        )


@pghistory.track()
class Clinic(Versioned):
    """One site of the hospital or dental chain."""

    name = models.CharField(_("its name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=20)
    code = models.SlugField(_("code"), max_length=20, unique=True)
    zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Shanghai", validators=[known_zone]
    )
    # How patients find it and ring it, as their own pages and messages say.
    phone = models.CharField(_("phone"), max_length=30, blank=True, db_default="")
    address = models.CharField(_("address"), max_length=120, blank=True, db_default="")

    class Meta:
        verbose_name = _("clinic")

    def __str__(self) -> str:
        return self.short_name

    def day_of(self, moment: datetime) -> date:
        """The clinic's own day: 23:40 in Shanghai is still today there."""
        return moment.astimezone(ZoneInfo(self.zone)).date()
