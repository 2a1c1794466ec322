from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

import pghistory
import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.desk.models import Versioned
from renxin.desk.row_history import insertions
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.lifetime import check_lifetime
from renxin.patients.pinyin import readings
from renxin.staff.models import Staff

ADULT = 18  # years

# Another row has to be read for this, so a trigger reads it, and holds it meanwhile.
ONE_STEP = """
PERFORM FROM patients_patient WHERE id = NEW.merged_into_id FOR SHARE;
IF NEW.merged_into_id = NEW.id
    OR EXISTS (SELECT FROM patients_patient WHERE merged_into_id = NEW.id)
    OR EXISTS (SELECT FROM patients_patient
        WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
THEN
    RAISE EXCEPTION 'merged into a record that is merged itself'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'merged_into_the_kept';
END IF;
RETURN NEW;
"""


class Sex(models.TextChoices):
    """As on the document; codes of GB/T 2261.1."""

    MALE = "MALE", _("Male")
    FEMALE = "FEMALE", _("Female")
    OTHER = "OTHER", _("Other")
    UNKNOWN = "UNKNOWN", _("Not known")


class Need(models.TextChoices):
    """What brings a person here."""

    PREVENTION = "PREVENTION", _("Prevention")
    TREATMENT = "TREATMENT", _("Treatment")
    AESTHETICS = "AESTHETICS", _("Aesthetics")


@dataclass(frozen=True, kw_only=True)
class Registered(Fact):
    """A person became a patient of the house."""

    name = "patients.registered"
    title = _("Registered")
    icon = "patient"

    number: str
    channel: str = ""
    introduced_by_id: int | None = None

    def telling(self) -> str:
        told = gettext("Record number %(number)s") % {"number": self.number}
        return f"{told}·{self.channel}" if self.channel else told


@dataclass(frozen=True, kw_only=True)
class Revised(Fact):
    """The record was changed: which fields, never what they say."""

    name = "patients.revised"
    title = _("Record changed")
    icon = "note"

    fields: list[str]

    def telling(self) -> str:
        labels = (getattr(Patient, field).field.verbose_name for field in self.fields)
        return gettext(", ").join(str(label) for label in labels)


class PatientQuerySet(models.QuerySet["Patient"]):
    def visible_to(self, staff: Staff) -> Self:
        """Patients enrolled at a clinic where this person works."""
        if staff.works_everywhere():
            return self.filter()
        here = Patient.objects.filter(enrolments__clinic__in=staff.clinic_ids())
        return self.filter(pk__in=here.values("pk"))

    def standing(self) -> Self:
        """Records in use: not merged into another."""
        return self.filter(merged_into=None)

    def with_records(self) -> Self:
        """Each with ``merged_ids``: the records merged into it."""
        linked = Patient.objects.filter(merged_into=models.OuterRef("pk"))
        return self.annotate(merged_ids=ArraySubquery(linked.values("pk")))

    def findable(self) -> Self:
        """Standing records whose person has not asked us to stop using them."""
        return self.standing().filter(restricted_at=None)


def age_between(birth_on: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (birth_on.month, birth_on.day)
    return day.year - birth_on.year - (0 if had_birthday else 1)


@pghistory.track(insertions(), pghistory.UpdateEvent())
class Patient(Versioned):
    """A person the whole staff knows by one record."""

    number = models.CharField(_("record number"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=80)
    former_name = models.CharField(_("former name"), max_length=80, blank=True)
    foreign_name = models.CharField(_("foreign name"), max_length=80, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=120, blank=True)
    initials = models.CharField(_("initials"), max_length=40, blank=True)
    # The second reading of a surname that has two (单 shan, dan); mostly empty.
    other_pinyin = models.CharField(_("other pinyin"), max_length=120, blank=True)
    other_initials = models.CharField(_("other initials"), max_length=40, blank=True)
    address_as = models.CharField(_("addressed as"), max_length=20, blank=True)
    sex = models.CharField(
        _("sex"), max_length=8, choices=Sex.choices, default=Sex.UNKNOWN
    )
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    channel = models.CharField(_("came through"), max_length=40, blank=True)
    need = models.CharField(_("need"), max_length=10, choices=Need.choices, blank=True)
    payer = models.CharField(_("payer"), max_length=40, blank=True)
    allergies = models.CharField(_("allergies"), max_length=200, blank=True)
    registered_on = models.DateField(_("registered on"), db_index=True)
    died_on = models.DateField(_("died on"), null=True, blank=True)
    restricted_at = models.DateTimeField(_("restricted at"), null=True, blank=True)
    # Always the one kept after all merges: the database lets no chain come about.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_records",
        db_index=False,  # few are: patient_merged holds those alone
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        indexes = [
            models.Index(OpClass("name", "text_pattern_ops"), name="patient_name"),
            models.Index(OpClass("pinyin", "text_pattern_ops"), name="patient_pinyin"),
            models.Index(
                OpClass("initials", "text_pattern_ops"), name="patient_initials"
            ),
            models.Index(
                OpClass("other_pinyin", "text_pattern_ops"),
                name="patient_other_pinyin",
                condition=~models.Q(other_pinyin=""),
            ),
            models.Index(
                OpClass("other_initials", "text_pattern_ops"),
                name="patient_other_initials",
                condition=~models.Q(other_initials=""),
            ),
            models.Index(
                fields=["merged_into"],
                name="patient_merged",
                condition=~models.Q(merged_into=None),
            ),
            models.Index(fields=["birth_on", "name"], name="patient_birth"),
            models.Index(
                OpClass(Upper("foreign_name"), "text_pattern_ops"),
                name="patient_foreign_name",
                condition=~models.Q(foreign_name=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="merged_into_the_kept",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__merged_into__isnull=False),
                func=ONE_STEP,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} #{self.pk}"

    def age_on(self, day: date) -> int | None:
        return age_between(self.birth_on, day) if self.birth_on else None

    def is_minor_on(self, day: date) -> bool:
        age = self.age_on(day)
        return age is not None and age < ADULT

    def sound(self) -> None:
        """Take the readings of the name, by which the finder finds it."""
        heard = readings(self.name)
        self.pinyin, self.initials = heard.pinyin, heard.initials
        self.other_pinyin, self.other_initials = (
            heard.other_pinyin,
            heard.other_initials,
        )

    def revise(
        self, changes: dict[str, Any], *, expected: int, by: Staff, at: datetime
    ) -> list[str]:
        """Change what is different, if nobody changed the record meanwhile."""
        self.take_version(expected)
        changed = [
            field for field, value in changes.items() if getattr(self, field) != value
        ]
        for field in changed:
            setattr(self, field, changes[field])
        written = list(changed)
        if "name" in changed and "pinyin" not in changed:
            self.sound()
            written += ["pinyin", "initials", "other_pinyin", "other_initials"]
        if changed:
            check_lifetime(self.birth_on, self.died_on, today=localdate(at))
            self.save(update_fields=written)
            book.record(Revised(patient_id=self.pk, at=at, by_id=by.pk, fields=changed))
        return changed

    def as_of(self, version: int) -> Any:
        """The record as it stood at a version, from its history."""
        events = self.events.filter(version=version)  # type: ignore[attr-defined]
        return events.order_by("-pgh_id").first()

    def kept(self) -> "Patient":
        """The record this one is kept under after every merge, or this one itself."""
        return self.merged_into or self

    def record_ids(self) -> list[int]:
        """The ids of this record and of every one merged into it."""
        merged: list[int] | None = getattr(self, "merged_ids", None)
        if merged is None:
            merged = list(self.merged_records.values_list("pk", flat=True))
        return [self.pk, *merged]
