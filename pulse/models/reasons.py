"""Why a chance is what it is, in words for the person at the desk."""

from dataclasses import dataclass
from typing import Any

from pulse.models.features import EARLIER, NEW, Design, Facts
from pulse.models.logistic import Floats
from pulse.words import say

MOST = 3
WORTH_TELLING = 0.1
# Who is reminded is the house's own choice: its weight is no effect and no reason.
UNTOLD = frozenset({"reminded"})


@dataclass(frozen=True)
class Reason:
    """One fact, and how far it moves the log-odds away from the usual booking's."""

    feature: str
    level: str
    weight: float
    missed: int = 0
    known: int = 0

    @property
    def raises(self) -> bool:
        return self.weight > 0

    def words(self, lang: str) -> str:
        """In Chinese (`zh`) or English (`en`)."""
        told = {"missed": self.missed, "known": self.known, "level": self.level}
        if self.feature == "weekday":
            told["level"] = say(lang, f"weekday {self.level}")
        known = {
            "lead": "booked {level} days ahead",
            "hour": "at {level} o'clock",
            "weekday": "on {level}",
            EARLIER: "missed {missed} of {known} earlier bookings",
            NEW: "no earlier booking is known",
        }
        if self.feature in known:
            return say(lang, known[self.feature], **told)
        return f"{self.feature} {self.level}"

    def as_json(self, lang: str) -> dict[str, Any]:
        words = self.words(lang)
        return {
            "feature": self.feature,
            "words": words,
            "raises": self.raises,
            "weight": round(self.weight, 4),
        }


def reasons(design: Design, parts: Floats, seen: Facts, row: int) -> tuple[Reason, ...]:
    """The facts that move the chance most, most first."""
    found: dict[str, float] = {}
    for (feature, _), part in zip(design.columns[1:], parts[1:], strict=True):
        found[feature] = found.get(feature, 0.0) + float(part)
    is_new = not seen.known[row]
    # What is not known of a newcomer is one fact, told once.
    history = found.pop(EARLIER) + found.pop(NEW)
    found[NEW if is_new else EARLIER] = history
    told = sorted(found, key=lambda one: -abs(found[one]))
    levels = seen.of(row)
    return tuple(
        Reason(
            feature=one,
            level=levels.get(one, ""),
            weight=found[one],
            missed=int(seen.missed[row]),
            known=int(seen.known[row]),
        )
        for one in told
        if abs(found[one]) >= WORTH_TELLING
        and one not in UNTOLD
        and (one in {EARLIER, NEW} or levels.get(one))
    )[:MOST]
