"""How many people it takes to know, and how long that is for one house or several.

Shares are compared on the scale of their angle, on which their spread does not depend
on them. Source: Cohen, Statistical Power Analysis (1988).
"""

from dataclasses import dataclass
from math import asin, ceil, sin, sqrt
from statistics import NormalDist

from pulse.words import say

ALPHA, POWER = 0.05, 0.8
YEAR, DAYS_A_MONTH = 12, 30.4
MOST_HOUSES = 1000


class Impossible(ValueError):
    """What was asked cannot be planned; the message says why."""


def per_arm(base: float, other: float, power: float = POWER) -> int:
    """People on each of two sides of one size, to tell two shares apart at 5 %.

    Raises Impossible for shares outside 0 to 1, or the same.
    """
    return round(_needed(base, other, power) * 2)


def _needed(base: float, other: float, power: float) -> float:
    """What, divided by q(1-q), is the number of people."""
    if not 0 <= base <= 1 or not 0 <= other <= 1:
        raise Impossible("A share lies between 0 and 1.")
    if base == other:
        raise Impossible("No number of people tells two equal shares apart.")
    apart = 2 * (asin(sqrt(other)) - asin(sqrt(base)))
    return (_quantiles(power) / apart) ** 2


def _quantiles(power: float) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - ALPHA / 2) + normal.inv_cdf(power)


@dataclass(frozen=True)
class Plan:
    """What is to be known, and who there is to learn it from.

    `base` and `change` are shares (0.2 and 0.03: from 20 % to 23 %), `per_month` the
    people of one house drawn in a month, `held` the share held out, `rho` how well last
    year's visits foretell, `within` the days after which it is known who came. Raises
    Impossible for what cannot be.
    """

    base: float
    change: float
    per_month: float
    held: float = 0.5
    rho: float = 0.0
    within: int = 90
    power: float = POWER

    def __post_init__(self) -> None:
        if not 0 < self.held < 1:
            raise Impossible("Some must be held out, and not all.")
        if self.per_month <= 0:
            raise Impossible("Without people nothing can be learnt.")
        if not -1 < self.rho < 1:
            raise Impossible("A correlation lies between -1 and 1.")
        _needed(self.base, self.base + self.change, self.power)

    @property
    def people(self) -> int:
        """All together, on both sides."""
        needed = _needed(self.base, self.base + self.change, self.power)
        spread = self.held * (1 - self.held)
        return ceil(needed * (1 - self.rho**2) / spread)

    @property
    def held_out(self) -> int:
        return round(self.people * self.held)

    def months(self, houses: int = 1) -> int:
        """Months of drawing, and those until the last one's days have passed."""
        drawing = self.people / (self.per_month * houses)
        return ceil(drawing + self.within / DAYS_A_MONTH)

    @property
    def houses(self) -> int | None:
        """How many houses like this one know it in a year; None if no number does."""
        drawing = YEAR - self.within / DAYS_A_MONTH
        if drawing <= 0:
            return None
        found = ceil(self.people / (self.per_month * drawing))
        return found if found <= MOST_HOUSES else None

    @property
    def in_a_year(self) -> float | None:
        """The smallest change upwards that one house can tell in a year, as a share."""
        drawn = self.per_month * (YEAR - self.within / DAYS_A_MONTH)
        if drawn <= 0:
            return None
        spread = self.held * (1 - self.held) * drawn / (1 - self.rho**2)
        angle = asin(sqrt(self.base)) + _quantiles(self.power) / sqrt(spread) / 2
        return None if angle >= asin(1) else sin(angle) ** 2 - self.base

    def lines(self, lang: str) -> list[str]:
        """What to tell whoever plans it, in Chinese (`zh`) or English (`en`)."""
        other = self.base + self.change
        words = "From {base} to {other}: {people} people, {held} of them held out."
        told = {"people": f"{self.people:,}", "held": f"{self.held_out:,}"}
        told |= {"base": f"{self.base:.1%}", "other": f"{other:.1%}"}
        found = [say(lang, words, **told), self.verdict(lang)]
        if self.in_a_year:
            words = "In a year one house can tell {change} points or more."
            found.append(say(lang, words, change=f"{self.in_a_year * 100:.1f}"))
        return found

    def verdict(self, lang: str) -> str:
        """Whether one house can know it in a year, and if not, how many can."""
        if self.months() <= YEAR:
            words = "One house knows this in {months} months."
            return say(lang, words, months=self.months())
        if self.houses is None:
            words = "One house cannot know this in a year, nor can many together."
            return say(lang, words)
        words = (
            "One house cannot know this in a year; {houses} houses in {months} months."
        )
        return say(lang, words, houses=self.houses, months=self.months(self.houses))
