from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.staff.models import Staff
from renxin.voice.facts import PaperKept
from renxin.voice.kinds import KEEPS_PAPERS
from renxin.voice.law.known import Certificate
from renxin.voice.models.licence import STAYS
from renxin.voice.refusals import CertificateKeptAlready, CertificateOfAYear, NotYours

NUMBER = r"^(医|中医)广【[0-9]{4}】第[0-9-]+号$"
LASTS = timedelta(days=366)


class Medium(models.TextChoices):
    """Where a reviewed advertisement may run."""

    PRINT = "PRINT", _("Newspapers and magazines")
    OUTDOOR = "OUTDOOR", _("Outdoors")
    BROADCAST = "BROADCAST", _("Radio and television")
    INTERNET = "INTERNET", _("Internet")
    OTHER = "OTHER", _("Other printed matter")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The certificate as it lies before whoever types it in."""

    number: str
    first_name: str
    media: list[str]
    sample: str
    issued_on: date
    expires_on: date


class AdCertificateQuerySet(models.QuerySet["AdCertificate"]):
    def on(self, day: date) -> Self:
        return self.filter(issued_on__lte=day, expires_on__gte=day)


class AdCertificate(models.Model):
    """An advertisement was reviewed: in which words, for which media, until when."""

    number = models.CharField(_("number"), max_length=60)
    first_name = models.CharField(_("first name"), max_length=80)
    media = models.JSONField(_("media"), default=list)
    # Word for word; whatever differs by a sign is another advertisement.
    sample = models.TextField(_("the sample"))
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("ends on"))
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = AdCertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("advertisement certificate")
        constraints = [
            models.UniqueConstraint(fields=["number"], name="certificate_once"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("issued_on"))
                & models.Q(expires_on__lte=models.F("issued_on") + LASTS),
                name="certificate_of_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(number__regex=NUMBER), name="certificate_is_numbered"
            ),
        ]
        triggers = [pgtrigger.Protect(name="certificate_stays", operation=STAYS)]

    def __str__(self) -> str:
        return self.number

    @property
    def media_told(self) -> list[str]:
        return [str(Medium(one).label) for one in self.media if one in Medium.values]

    def as_the_law_asks(self) -> Certificate:
        return Certificate(
            number=self.number,
            expires_on=self.expires_on,
            sample=self.sample,
            media=frozenset(self.media),
            first_name=self.first_name,
        )

    @classmethod
    def keep(cls, paper: Paper, *, by: Staff, at: datetime) -> "AdCertificate":
        if not by.may(KEEPS_PAPERS):
            raise NotYours
        rules = {
            "certificate_once": CertificateKeptAlready,
            "certificate_of_a_year": CertificateOfAYear,
        }
        with refusing(rules):
            kept = cls.objects.create(**vars(paper), by=by, at=at)
        book.record(PaperKept(kind="AD", of=paper.number, by_id=by.pk, at=at))
        return kept
