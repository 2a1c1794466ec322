from dataclasses import dataclass
from datetime import datetime
from typing import Self

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from renxin.desk.row_history import insertions
from renxin.journal import book
from renxin.journal.facts import Fact
from renxin.patients.models.patient import Patient
from renxin.patients.phones import tail_first
from renxin.staff.models import Staff


@dataclass(frozen=True, kw_only=True)
class Reached(Fact):
    """A way to reach the patient was added."""

    name = "patients.reached"
    title = _("A phone was added")
    icon = "phone"

    whose: str

    def telling(self) -> str:
        return str(Reach.Whose(self.whose).label)


@dataclass(frozen=True, kw_only=True)
class Unreached(Reached):
    """A way to reach the patient no longer holds."""

    name = "patients.unreached"
    title = _("A phone was taken off")


class ContactPoint(models.Model):
    """A phone, e-mail or WeChat by which people can be reached; it belongs to no one.

    A mother's phone serves three children: who is behind it is a Reach.
    """

    class Kind(models.TextChoices):
        PHONE = "PHONE", _("Phone")
        EMAIL = "EMAIL", _("E-mail")
        WECHAT = "WECHAT", _("WeChat")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    value = models.CharField(_("value"), max_length=120)
    # Read from the end, so that the tail of a number is a prefix an index can use.
    backwards = models.CharField(_("backwards"), max_length=120)

    class Meta:
        verbose_name = _("contact point")
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="contact_once")
        ]
        indexes = [
            models.Index(
                OpClass("backwards", "text_pattern_ops"), name="contact_backwards"
            ),
            models.Index(OpClass("value", "text_pattern_ops"), name="contact_value"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @classmethod
    def phone(cls, number: str) -> "ContactPoint":
        """The one contact point of a number in E.164, made when it is new."""
        point, _new = cls.objects.get_or_create(
            kind=cls.Kind.PHONE,
            value=number,
            defaults={"backwards": tail_first(number)},
        )
        return point


class ReachQuerySet(models.QuerySet["Reach"]):
    def in_use(self) -> Self:
        return self.filter(ended_at=None)

    def by_phone(self) -> Self:
        return self.in_use().filter(contact_point__kind=ContactPoint.Kind.PHONE)


@pghistory.track(insertions(), pghistory.UpdateEvent())
class Reach(models.Model):
    """Through which contact point a patient is reached, and whose it is."""

    class Whose(models.TextChoices):
        OWN = "OWN", _("Own")
        MOTHER = "MOTHER", _("Mother")
        FATHER = "FATHER", _("Father")
        SPOUSE = "SPOUSE", _("Spouse")
        CHILD = "CHILD", _("Child")
        GRANDPARENT = "GRANDPARENT", _("Grandparent")
        GUARDIAN = "GUARDIAN", _("Guardian")
        OTHER = "OTHER", _("Other")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reaches")
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, related_name="reaches"
    )
    whose = models.CharField(
        _("whose"), max_length=12, choices=Whose.choices, default=Whose.OWN
    )
    # Whoever answers and is no patient here: a grandmother, a school nurse.
    person_name = models.CharField(_("name"), max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=1)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ReachQuerySet.as_manager()

    class Meta:
        verbose_name = _("reach")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "contact_point"],
                condition=models.Q(ended_at=None),
                name="reached_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.whose} #{self.pk}"

    @classmethod
    def keep(
        cls, patient: Patient, number: str, *, whose: str, person_name: str = ""
    ) -> tuple["Reach", bool]:
        """The reach through this number, and whether it is new."""
        return cls.objects.get_or_create(
            patient=patient,
            contact_point=ContactPoint.phone(number),
            ended_at=None,
            defaults={
                "whose": whose,
                "person_name": person_name,
                "rank": patient.reaches.in_use().count() + 1,
            },
        )

    @classmethod
    def add(
        cls, patient: Patient, number: str, *, whose: str, by: Staff, at: datetime
    ) -> "Reach":
        """One more phone for this patient; the one already there when it is not new."""
        reach, new = cls.keep(patient, number, whose=whose)
        if new:
            book.record(
                Reached(patient_id=patient.pk, at=at, by_id=by.pk, whose=reach.whose)
            )
        return reach

    def end(self, *, by: Staff, at: datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])
        book.record(
            Unreached(patient_id=self.patient_id, at=at, by_id=by.pk, whose=self.whose)
        )
