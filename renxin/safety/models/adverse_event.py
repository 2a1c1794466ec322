from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID, uuid4

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.safety.facts import EventReported, EventReviewed
from renxin.safety.kinds import Severity
from renxin.safety.models.remedy import Remedy
from renxin.safety.refusals import (
    LearnsNothing,
    NothingHappened,
    NotYet,
    ReviewedAlready,
)
from renxin.safety.stays import STAYS
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.visits.models import Visit


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of it; the token makes one form one report."""

    what: str
    severity: str
    happened_on: date
    could_have: str = ""
    place: str = ""
    visit: Visit | None = None
    token: UUID = field(default_factory=uuid4)

    def fields(self) -> dict[str, Any]:
        return {
            "what": self.what.strip(),
            "could_have": self.could_have.strip(),
            "severity": self.severity,
            "place": self.place.strip(),
            "visit": self.visit,
            "happened_on": self.happened_on,
        }


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What is learned, what changes, and by which day."""

    learned: str
    changes: str
    due_on: date


class AdverseEventQuerySet(models.QuerySet["AdverseEvent"]):
    def open(self) -> Self:
        return self.filter(review=None)

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(within(staff, "safety.review"))


class AdverseEvent(models.Model):
    """Something went wrong or nearly did: told so that it need not happen again."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="adverse_events")
    what = models.TextField(_("what happened"), max_length=1000)
    could_have = models.TextField(
        _("what could have happened"), max_length=1000, blank=True
    )
    severity = models.CharField(
        _("what it did"), max_length=10, choices=Severity.choices
    )
    place = models.CharField(_("where"), max_length=60, blank=True)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="adverse_events"
    )
    happened_on = models.DateField(_("happened on"))
    # The day and no clock: beside the access log a minute would name who told it.
    reported_on = models.DateField(_("reported on"))
    # Nobody where whoever told it left their name out.
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    token = models.UUIDField(_("token"), unique=True)

    objects = AdverseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("adverse event")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what=""), name="event_says_what_happened"
            ),
            models.CheckConstraint(
                condition=models.Q(happened_on__lte=models.F("reported_on")),
                name="event_happened_before_it_was_told",
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "happened_on"], name="event_of_clinic")
        ]
        triggers = [pgtrigger.Protect(name="event_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.severity} on {self.happened_on} #{self.pk}"

    @classmethod
    @transaction.atomic
    def report(
        cls, clinic: Clinic, told: Told, *, by: Staff | None, at: datetime
    ) -> "AdverseEvent":
        """With a name it goes into the journal; without one it is told nowhere else."""
        if not told.what.strip():
            raise NothingHappened
        today = clinic.day_of(at)
        if told.happened_on > today:
            raise NotYet
        event, is_new = cls.objects.get_or_create(
            token=told.token,
            defaults=told.fields() | {"clinic": clinic, "reported_on": today, "by": by},
        )
        if is_new and by:
            told_by = EventReported(
                at=at,
                by_id=by.pk,
                clinic_id=clinic.pk,
                event_id=event.pk,
                severity=event.severity,
            )
            book.record(told_by)
        return event

    @transaction.atomic
    def learn(self, lesson: Lesson, *, by: Staff, at: datetime) -> "EventReview":
        """What is learned becomes a change with a day; nobody is blamed in it."""
        if not (lesson.learned.strip() and lesson.changes.strip()):
            raise LearnsNothing
        if lesson.due_on < self.clinic.day_of(at):
            raise LearnsNothing(_("The day of the change is still to come."))
        changes = lesson.changes.strip()
        due_on = lesson.due_on
        with refusing({"safety_eventreview_pkey": ReviewedAlready}):
            written = EventReview.objects.create(
                event=self,
                learned=lesson.learned.strip(),
                changes=changes,
                remedy=Remedy.owe(self.clinic, changes, due_on=due_on, by=by, at=at),
                by=by,
                at=at,
            )
        book.record(
            EventReviewed(
                at=at, by_id=by.pk, clinic_id=self.clinic_id, event_id=self.pk
            )
        )
        return written


class EventReview(models.Model):
    """What the house learned from an event, what it changes, and by when."""

    event = models.OneToOneField(
        AdverseEvent, models.PROTECT, primary_key=True, related_name="review"
    )
    learned = models.TextField(_("what we learn"), max_length=1000)
    changes = models.CharField(_("what changes"), max_length=200)
    remedy = models.OneToOneField(Remedy, models.PROTECT, related_name="came_of_review")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("event review")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(learned="") & ~models.Q(changes=""),
                name="review_learns_something",
            )
        ]
        triggers = [pgtrigger.Protect(name="review_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"review of {self.event_id}"
