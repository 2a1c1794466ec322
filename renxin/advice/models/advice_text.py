from datetime import datetime
from typing import Any, Self
from uuid import uuid4

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.advice import lawful
from renxin.advice.facts import AdviceWritten
from renxin.advice.kinds import Kind
from renxin.advice.library import Draft, Said, shipped, spoken
from renxin.advice.refusals import NotInBothLanguages, NotYours, WrittenMeanwhile
from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.staff.models import Staff

STAYS = pgtrigger.Update | pgtrigger.Delete
PARTS = ("title", "whom", "words", "call")
# Whom it is for may go without saying.
NEEDED = ("title_zh", "title_en", "words_zh", "words_en", "call_zh", "call_en")


class AdviceTextQuerySet(models.QuerySet["AdviceText"]):
    def readable_at(self, clinic: Clinic) -> Self:
        """What the house came with, and what this clinic wrote for itself."""
        return self.filter(models.Q(clinic=None) | models.Q(clinic=clinic))

    def of_topic(self, topic: str) -> Self:
        return self.filter(topic=topic)

    def newest_first(self) -> Self:
        """A clinic's own versions go on from those of the house."""
        own_first = models.F("clinic").asc(nulls_last=True)
        return self.order_by("-version", own_first, "-pk")


class AdviceText(models.Model):
    """What is said to patients about one matter, in one version and two languages."""

    # None where the house came with it; a clinic writes its own versions.
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="advice_texts"
    )
    # The same matter keeps its topic from version to version.
    topic = models.SlugField(_("topic"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    has_dose = models.BooleanField(_("with a line from the prescription"))
    title_zh = models.CharField(_("title in Chinese"), max_length=40)
    title_en = models.CharField(_("title in English"), max_length=80)
    whom_zh = models.CharField(_("for whom, in Chinese"), max_length=80, blank=True)
    whom_en = models.CharField(_("for whom, in English"), max_length=160, blank=True)
    words_zh = models.TextField(_("words in Chinese"), max_length=800)
    words_en = models.TextField(_("words in English"), max_length=1600)
    call_zh = models.TextField(_("when to call, in Chinese"), max_length=400)
    call_en = models.TextField(_("when to call, in English"), max_length=800)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = AdviceTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("advice text")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "topic", "version"],
                name="advice_version_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(clinic=None, by=None)
                | models.Q(clinic__isnull=False, by__isnull=False),
                name="advice_of_a_clinic_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__gt": "" for name in NEEDED}),
                name="advice_in_both_languages",
            ),
        ]
        triggers = [pgtrigger.Protect(name="advice_text_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.topic} v{self.version}"

    @property
    def zh(self) -> Said:
        return Said(**{part: getattr(self, f"{part}_zh") for part in PARTS})

    @property
    def en(self) -> Said:
        return Said(**{part: getattr(self, f"{part}_en") for part in PARTS})

    @property
    def said(self) -> Said:
        """In the language of the screen it is read on."""
        return spoken(self.zh, self.en)

    @classmethod
    @transaction.atomic
    def write(
        cls,
        draft: Draft,
        *,
        after: "AdviceText | None" = None,
        clinic: Clinic,
        by: Staff,
        at: datetime,
    ) -> "AdviceText":
        """A clinic's own version; `after` is the one it was written from."""
        if not by.may_at("advice.write", clinic.pk):
            raise NotYours
        if not (draft.zh.is_whole() and draft.en.is_whole()):
            raise NotInBothLanguages
        lawful.check(draft, on=clinic.day_of(at))
        topic = after.topic if after else f"own-{uuid4().hex[:12]}"
        versions = cls.objects.readable_at(clinic).of_topic(topic)
        last = versions.newest_first().first()
        if last and after and last.pk != after.pk and last.version > after.version:
            raise WrittenMeanwhile
        text = cls(clinic=clinic, topic=topic, by=by, at=at, **draft.fields())
        text.version = last.version + 1 if last else 1
        with refusing({"advice_version_once": WrittenMeanwhile}):
            text.save(force_insert=True)
        text.record(AdviceWritten, clinic=clinic, by=by, at=at)
        return text

    def record(
        self,
        fact: type[Fact],
        *,
        clinic: Clinic,
        by: Staff | None,
        at: datetime,
        **particulars: Any,
    ) -> None:
        told: dict[str, Any] = {
            "text_id": self.pk,
            "topic": self.topic,
            "version": self.version,
            "clinic_id": clinic.pk,
        }
        book.record(fact(at=at, by_id=by.pk if by else None, **told, **particulars))


def furnish(*, at: datetime) -> int:
    """Take in what the house comes with, as drafts; what is here already stays."""
    texts = [
        AdviceText(topic=one.topic, version=one.version, at=at, **one.draft.fields())
        for one in shipped()
    ]
    before = AdviceText.objects.count()
    AdviceText.objects.bulk_create(texts, ignore_conflicts=True)
    return AdviceText.objects.count() - before
