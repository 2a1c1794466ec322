"""Both sides compared within strata, and with what the year before foretold.

From sums alone: few rows, whatever the size of the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pulse.effects.gap import Gap


@dataclass(frozen=True)
class Sums:
    """Of one side of a stratum: how many, and sums of the outcome y and of x before."""

    n: int = 0
    y: float = 0.0
    yy: float = 0.0
    x: float = 0.0
    xx: float = 0.0
    xy: float = 0.0

    def around(self, theta: float = 0.0) -> float:
        """The sum of squares of y less theta times x, around their own mean."""
        if not self.n:
            return 0.0
        yy = self.yy - self.y**2 / self.n
        return yy - 2 * theta * self.together() + theta**2 * self.of_x()

    def of_x(self) -> float:
        return self.xx - self.x**2 / self.n if self.n else 0.0

    def together(self) -> float:
        return self.xy - self.x * self.y / self.n if self.n else 0.0

    def mean(self, theta: float = 0.0) -> float:
        return (self.y - theta * self.x) / self.n


Stratum = tuple[Sums, Sums]  # the treated, the held out


@dataclass(frozen=True)
class Foretold:
    """The gap once the year before is taken into account (CUPED), and its worth.

    `rho` is the correlation of the outcome with the visits of the year before; a share
    of rho squared of the people is spared.
    """

    gap: Gap
    rho: float

    @property
    def spared(self) -> float:
        return self.rho**2


def gap_of(strata: Sequence[Stratum], theta: float = 0.0) -> Gap | None:
    """The treated less the held out, averaged over strata as least squares does.

    A stratum with nobody on one side says nothing and is left out; None where none is
    left, or no spread can be told. The spread of each side is pooled over its strata.
    """
    both = [one for one in strata if one[0].n and one[1].n]
    weights = [a.n * b.n / (a.n + b.n) for a, b in both]
    spread = [_variance([one[side] for one in both], theta) for side in (0, 1)]
    if not both or None in spread:
        return None
    ours, others = (one or 0.0 for one in spread)
    far = sum(
        w * (a.mean(theta) - b.mean(theta))
        for w, (a, b) in zip(weights, both, strict=True)
    )
    noise = sum(
        w**2 * (ours / a.n + others / b.n)
        for w, (a, b) in zip(weights, both, strict=True)
    )
    return Gap(far / sum(weights), sqrt(noise) / sum(weights))


def _variance(sides: Sequence[Sums], theta: float) -> float | None:
    free = sum(one.n - 1 for one in sides)
    return sum(one.around(theta) for one in sides) / free if free > 0 else None


def foretold(strata: Sequence[Stratum]) -> Foretold | None:
    """The gap less what differs already by the year before; None where x is the same.

    Visits foretell visits, money hardly. Source: Deng, Xu, Kohavi, Walker, WSDM 2013.
    """
    sides = [side for one in strata if one[0].n and one[1].n for side in one]
    x, y = sum(one.of_x() for one in sides), sum(one.around() for one in sides)
    if x <= 0 or y <= 0:
        return None
    xy = sum(one.together() for one in sides)
    found = gap_of(strata, xy / x)
    return Foretold(found, xy / sqrt(x * y)) if found else None


def added(all_sums: Sequence[Sums]) -> Sums:
    """Several sides as one."""
    told: Mapping[str, float] = {
        name: sum(getattr(one, name) for one in all_sums)
        for name in ("n", "y", "yy", "x", "xx", "xy")
    }
    return Sums(round(told["n"]), *(told[one] for one in ("y", "yy", "x", "xx", "xy")))
