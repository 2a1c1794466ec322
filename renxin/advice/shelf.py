"""The library of a clinic as its people see it: every topic, and how it stands."""

from dataclasses import dataclass

from django.db.models import Prefetch

from renxin.advice.choosing import place
from renxin.advice.models import AdviceApproval, AdviceText
from renxin.advice.models.advice_text import AdviceTextQuerySet
from renxin.clinics.models import Clinic


@dataclass(frozen=True)
class Topic:
    """One matter: its latest version, and the one that may be given here."""

    newest: AdviceText
    holding: AdviceApproval | None

    @property
    def waits(self) -> bool:
        """Written, and no clinician of this clinic has answered for it yet."""
        return not self.newest.approved_here  # type: ignore[attr-defined]

    @property
    def is_withdrawn(self) -> bool:
        return self.holding is None and not self.waits


def topics(clinic: Clinic) -> list[Topic]:
    holding = {
        one.text.topic: one
        for one in AdviceApproval.objects.holding(clinic).select_related("by", "text")
    }
    newest: dict[str, AdviceText] = {}
    for text in _read_at(clinic).newest_first():
        newest.setdefault(text.topic, text)
    latest = sorted(newest.values(), key=place)
    return [Topic(one, holding.get(one.topic)) for one in latest]


def versions(text: AdviceText, clinic: Clinic) -> list[AdviceText]:
    """Every version of a topic that is read here, the newest first."""
    return list(_read_at(clinic).of_topic(text.topic).newest_first())


def _read_at(clinic: Clinic) -> AdviceTextQuerySet:
    here = AdviceApproval.objects.filter(clinic=clinic)
    approved = Prefetch(
        "approvals",
        here.select_related("by", "withdrawal__by"),
        to_attr="approved_here",
    )
    texts = AdviceText.objects.readable_at(clinic).select_related("by", "clinic")
    found: AdviceTextQuerySet = texts.prefetch_related(approved)
    return found
