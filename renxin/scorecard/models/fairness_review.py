from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.desk.rules import refusing
from renxin.journal import book
from renxin.scorecard.facts import ReviewDone, ReviewOwed
from renxin.scorecard.fair_words import WORDS, About
from renxin.staff.models import Staff
from renxin.staff.reach import within
from renxin.staff.roles import Role

RIGHT = "figures.names"
WITHIN = timedelta(days=14)
FEWEST = 30
STAYS = pgtrigger.Update | pgtrigger.Delete


class ReviewedAlready(Refusal):
    sentence = _("Somebody has looked into this already.")


class NothingSaid(Refusal):
    sentence = _("Say in a few words what you found in the cases.")


class Finding(models.TextChoices):
    """What a look into the cases found."""

    REASON = "REASON", _("There is a reason in the cases")
    CHANGE = "CHANGE", _("Something changes from now on")
    CHANCE = "CHANCE", _("Nothing in the cases explains it")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What asks for a look: of which group, how far from its peers, over which days."""

    about: str
    dim: str
    group: str
    scale: str
    n: int
    estimate: float
    low: float
    high: float
    since: date
    until: date
    clinic: Clinic | None = None


class FairnessReviewQuerySet(models.QuerySet["FairnessReview"]):
    def open(self) -> Self:
        return self.filter(finding=None)

    def visible_to(self, staff: Staff) -> Self:
        """Those of their clinics; a matter of the house to whoever answers for it."""
        return self.filter(within(staff, RIGHT))

    def soonest_first(self) -> Self:
        return self.order_by("due_on", "pk")


class FairnessReview(models.Model):
    """A look into the cases that a comparison asks for; it accuses nobody."""

    about = models.CharField(_("what is compared"), max_length=20, choices=About)
    dim = models.CharField(_("by what"), max_length=20)
    group = models.CharField(_("group"), max_length=120)
    # None: a matter of the whole house.
    clinic = models.ForeignKey(
        Clinic, models.PROTECT, null=True, blank=True, related_name="fairness_reviews"
    )
    quarter = models.DateField(_("quarter"))
    since = models.DateField(_("counted from"))
    until = models.DateField(_("counted to"))
    n = models.PositiveIntegerField(_("cases"))
    scale = models.CharField(_("scale"), max_length=8)
    estimate = models.FloatField(_("estimate"))
    low = models.FloatField(_("from"))
    high = models.FloatField(_("to"))
    owner_role = models.CharField(
        _("owed by the role"), max_length=16, choices=Role.choices
    )
    opened_at = models.DateTimeField(_("promised at"))
    due_on = models.DateField(_("due on"))

    objects = FairnessReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("fairness review")
        constraints = [
            models.UniqueConstraint(
                fields=["about", "dim", "group", "clinic", "quarter"],
                nulls_distinct=False,
                name="reviewed_once_a_quarter",
            ),
            models.CheckConstraint(
                condition=Q(n__gte=FEWEST), name="review_of_thirty_or_more"
            ),
            models.CheckConstraint(
                condition=~Q(owner_role=""), name="fairness_review_has_an_owner"
            ),
        ]
        triggers = [pgtrigger.Protect(name="fairness_review_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.about} {self.quarter} #{self.pk}"

    @property
    def look(self) -> str:
        """What is asked for, with nobody named."""
        return str(WORDS[self.about].look)

    @property
    def definition(self) -> str:
        return str(WORDS[self.about].definition)

    @classmethod
    @transaction.atomic
    def owe(
        cls, candidate: Candidate, *, on: date, at: datetime
    ) -> "FairnessReview | None":
        """Once a quarter for the same; the managers owe it."""
        told = vars(candidate) | {"quarter": quarter_of(on)}
        once = ("about", "dim", "group", "clinic", "quarter")
        review, is_new = cls.objects.get_or_create(
            **{name: told.pop(name) for name in once},
            defaults=told
            | {"owner_role": Role.MANAGER, "opened_at": at, "due_on": on + WITHIN},
        )
        if not is_new:
            return None
        review.record(ReviewOwed, by=None, at=at)
        return review

    @transaction.atomic
    def conclude(
        self, found: Finding, words: str, *, by: Staff, at: datetime
    ) -> "FairnessFinding":
        """What the look into the cases found; nobody is named in it."""
        if not words.strip():
            raise NothingSaid
        with refusing({"scorecard_fairnessfinding_pkey": ReviewedAlready}):
            finding = FairnessFinding.objects.create(
                review=self, found=found, words=words.strip(), by=by, at=at
            )
        self.record(ReviewDone, by=by, at=at, found=str(found))
        return finding

    def record(
        self,
        fact: type[ReviewOwed | ReviewDone],
        *,
        by: Staff | None,
        at: datetime,
        **more: str,
    ) -> None:
        told = {"review_id": self.pk, "about": str(self.about)}
        by_id = by.pk if by else None
        book.record(
            fact(at=at, by_id=by_id, clinic_id=self.clinic_id, **told, **more)  # type: ignore[arg-type]
        )


class FairnessFinding(models.Model):
    """What was found when somebody looked into the cases of a comparison."""

    review = models.OneToOneField(
        FairnessReview, models.PROTECT, primary_key=True, related_name="finding"
    )
    found = models.CharField(_("found"), max_length=8, choices=Finding)
    words = models.TextField(_("in words"), max_length=500)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("fairness finding")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="finding_is_in_words")
        ]
        triggers = [pgtrigger.Protect(name="fairness_finding_stays", operation=STAYS)]

    def __str__(self) -> str:
        return f"{self.found} of {self.review_id}"


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
