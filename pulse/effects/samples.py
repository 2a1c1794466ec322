"""Whether the groups are of the sizes that were drawn: if not, nothing is read out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, fsum, gamma, sqrt

BLOCKS_BELOW = 0.0005
CLOSE = 1e-9


@dataclass(frozen=True)
class Ratio:
    """The sizes found beside the sizes meant: chi-square and its p."""

    chi2: float
    p: float

    @property
    def is_sound(self) -> bool:
        """Below 0.0005 something went wrong on the way, and no effect may be read."""
        return self.p >= BLOCKS_BELOW


def ratio(counts: Sequence[int], shares: Sequence[float] = ()) -> Ratio:
    """Groups' sizes against the shares meant for them; alike if none are named.

    Raises ValueError for fewer than two groups, nobody at all, or shares that are not
    of as many groups, not above nothing, or not one together.
    """
    meant = list(shares) or [1 / len(counts)] * len(counts) if counts else []
    everybody = sum(counts)
    is_whole = abs(sum(meant) - 1) < CLOSE if meant else False
    if len(counts) <= 1 or len(meant) != len(counts) or not everybody or not is_whole:
        raise ValueError("Two groups or more, and shares that make one.")
    if min(meant) <= 0:
        raise ValueError("A group nobody was meant for cannot be checked.")
    expected = [everybody * share for share in meant]
    chi2 = sum((n - e) ** 2 / e for n, e in zip(counts, expected, strict=True))
    return Ratio(chi2, tail(chi2, len(counts) - 1))


def drawn_ratio(held: int, expected: float, variance: float) -> Ratio | None:
    """How many were held out, each by a chance of their own; sums of q and q(1-q).

    None where chance had no part in it. Of one chance for all it is `ratio`.
    """
    if variance <= 0:
        return None
    chi2 = (held - expected) ** 2 / variance
    return Ratio(chi2, tail(chi2, 1))


def tail(chi2: float, free: int) -> float:
    """How often chi-square of so many degrees of freedom goes as far or further.

    The closed sums for whole degrees: Abramowitz and Stegun 26.4.4 and 26.4.5.
    """
    half = chi2 / 2
    if free % 2:
        terms = [half ** (k - 0.5) / gamma(k + 0.5) for k in range(1, (free + 1) // 2)]
        return erfc(sqrt(half)) + exp(-half) * fsum(terms)
    return exp(-half) * fsum(half**k / gamma(k + 1) for k in range(free // 2))
