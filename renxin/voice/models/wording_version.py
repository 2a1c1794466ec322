from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.staff.models import Staff
from renxin.voice.facts import WordingWritten
from renxin.voice.law import Finding, Severity
from renxin.voice.law.asking import Held
from renxin.voice.law.pack import pack
from renxin.voice.models.held import found_in, held
from renxin.voice.models.wording import WRITES, Wording
from renxin.voice.refusals import (
    NotInBothLanguages,
    NotYours,
    TooLong,
    WrittenMeanwhile,
)

LONGEST = 2000
STAYS = pgtrigger.Update | pgtrigger.Delete


@dataclass(frozen=True)
class Draft:
    """The words in both languages, and how long they hold."""

    zh: str
    en: str
    expires_on: date | None = None

    def trimmed(self) -> "Draft":
        """Without blanks at either end; whole, and no book."""
        zh, en = self.zh.strip(), self.en.strip()
        if not (zh and en):
            raise NotInBothLanguages
        if max(len(zh), len(en)) > LONGEST:
            raise TooLong
        return Draft(zh, en, self.expires_on)

    def findings(
        self, surface: str, *, on: date, by: Held | None = None
    ) -> tuple[Finding, ...]:
        by = by or held(on=on)
        zh, en = (found_in(one, surface, on=on, by=by) for one in (self.zh, self.en))
        return zh + en


class WordingVersionQuerySet(models.QuerySet["WordingVersion"]):
    def waiting(self) -> Self:
        """What nobody has looked over and the law lets stand, the latest of each."""
        later = WordingVersion.objects.filter(
            wording=models.OuterRef("wording"), number__gt=models.OuterRef("number")
        )
        barred = models.Q(findings__contains=[{"severity": Severity.BLOCK.value}])
        alone = {"review": None, "withdrawal": None, "by__isnull": False}
        return self.filter(~models.Exists(later), ~barred, **alone)

    def whole(self) -> Self:
        """With everything that is shown of them, the newest first."""
        people = ("wording__owner", "by", "review__by", "withdrawal__by")
        return self.select_related(*people).order_by("-number")


class WordingVersion(models.Model):
    """Words as somebody wrote them, or as they came with the house; they stay so."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    zh = models.CharField(_("in Chinese"), max_length=LONGEST)
    en = models.CharField(_("in English"), max_length=LONGEST)
    expires_on = models.DateField(_("holds until"), null=True)
    # The version of the house they came as, where nobody here wrote them.
    shipped = models.PositiveSmallIntegerField(_("came with the house as"), null=True)
    findings = models.JSONField(_("what the law check found"), default=list)
    pack = models.CharField(_("by which rules"), max_length=20)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = WordingVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a wording")
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "number"], name="wording_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(by=None, shipped__isnull=False)
                | models.Q(by__isnull=False, shipped=None),
                name="wording_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~models.Q(zh="") & ~models.Q(en=""),
                name="wording_in_both_languages",
            ),
        ]
        triggers = [pgtrigger.Protect(name="wording_version_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.wording_id} v{self.number}"

    def text(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en

    def graves(self) -> set[str]:
        return {str(one["severity"]) for one in self.findings}

    def cannot_be_said(self) -> bool:
        return Severity.BLOCK.value in self.graves()

    def needs_reason(self) -> bool:
        return Severity.REVIEW.value in self.graves()

    @property
    def draft(self) -> Draft:
        return Draft(self.zh, self.en, self.expires_on)

    @classmethod
    @transaction.atomic
    def write(
        cls,
        wording: Wording,
        draft: Draft,
        *,
        after: int,
        by: Staff,
        at: datetime,
        on: date,
    ) -> "WordingVersion":
        """A version after the one numbered `after`, with all the law check finds in it.

        What cannot be said is kept as its writer's draft, and goes no further.
        """
        if not by.may(WRITES):
            raise NotYours
        words = draft.trimmed()
        last = wording.versions.order_by("-number").first()
        if (last.number if last else 0) != after:
            raise WrittenMeanwhile
        version = cls(wording=wording, number=after + 1, by=by, at=at, **vars(words))
        version.findings = [
            one.kept() for one in words.findings(wording.surface, on=on)
        ]
        version.pack = pack().edition
        with refusing({"wording_version_once": WrittenMeanwhile}):
            version.save(force_insert=True)
        wording.own(by=by)
        version.record(WordingWritten, by=by, at=at)
        return version

    def record(self, fact: type[Fact], *, by: Staff, at: datetime) -> None:
        told: dict[str, Any] = {
            "topic": self.wording.topic,
            "channel": self.wording.channel,
            "version_id": self.pk,
            "version": self.number,
        }
        book.record(fact(at=at, by_id=by.pk, **told))
