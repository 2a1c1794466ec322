"""What becomes of the house's own watch over fairness, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.scorecard.fair_words import About


@dataclass(frozen=True, kw_only=True)
class AboutReview:
    """Which review, and what was compared; of whom stays on its page."""

    review_id: int
    about: str

    def telling(self) -> str:
        return str(About(self.about).label)


@dataclass(frozen=True, kw_only=True)
class ReviewOwed(AboutReview, Fact):
    """A comparison asked for a look into its cases."""

    name = "scorecard.review_owed"
    title = _("Fairness review promised")
    icon = "eye"


@dataclass(frozen=True, kw_only=True)
class ReviewDone(AboutReview, Fact):
    """Somebody looked into the cases, and said what was found."""

    name = "scorecard.review_done"
    title = _("Fairness review done")
    icon = "checkc"

    found: str
