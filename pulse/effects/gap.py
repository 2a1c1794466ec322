"""How far two groups lie apart, and how far chance alone reaches.

Two intervals: one for a look planned beforehand, and a wider one that still holds when
somebody looks on any day they like.
"""

from dataclasses import dataclass
from math import erfc, log, sqrt
from statistics import NormalDist

ALPHA = 0.05
# How large effects of this kind are thought to be, in shares: some points. It is set
# before anything is seen; another value is as true, only wider where effects differ.
TAU = 0.05


@dataclass(frozen=True)
class Gap:
    """One mean less another: `mean`, its standard `error`, and degrees of freedom.

    In the unit of the outcome: 0.05 is five points of a share. Without `free` the
    normal law holds, as it does for shares and for many.
    """

    mean: float
    error: float
    free: float | None = None

    def interval(self, alpha: float = ALPHA) -> tuple[float, float]:
        """Holds for one look, planned beforehand, in all but `alpha` of cases."""
        half = _reach(alpha, self.free) * self.error
        return self.mean - half, self.mean + half

    @property
    def p(self) -> float:
        """How often chance alone goes as far, either way, at one planned look."""
        if not self.error:
            return 0.0 if self.mean else 1.0
        return erfc(_normal(abs(self.mean) / self.error, self.free) / sqrt(2))

    def any_day(self, tau: float = TAU, alpha: float = ALPHA) -> tuple[float, float]:
        """Holds on every day at once in all but `alpha` of cases: look when you like.

        The normal mixture of Robbins; `tau` is the spread of effects thought of
        beforehand, in the unit of the outcome. Source: Howard and others, Ann. Stat. 49
        (2021); Johari and others, Oper. Res. 70 (2022). Raises ValueError for a `tau`
        that is not above nothing.
        """
        if tau <= 0:
            raise ValueError(f"tau must be above 0, not {tau}.")
        if not self.error:
            return self.mean, self.mean
        v, t = self.error**2, tau**2
        half = sqrt(v * (v + t) / t * (2 * log(1 / alpha) + log((v + t) / v)))
        return self.mean - half, self.mean + half


def two_shares(ours: tuple[int, int], others: tuple[int, int]) -> Gap:
    """Two shares, each as part and whole. Raises ValueError where one has no whole."""
    if not ours[1] or not others[1]:
        raise ValueError("A share of nobody cannot be compared.")
    shares = [part / whole for part, whole in (ours, others)]
    error = sqrt(
        sum(p * (1 - p) / n for p, n in zip(shares, (ours[1], others[1]), strict=True))
    )
    return Gap(shares[0] - shares[1], error)


def welch(ours: tuple[float, float, int], others: tuple[float, float, int]) -> Gap:
    """Two means, each with the variance of its rows and how many they are.

    Variances are those of samples (divided by one less than the rows). Raises
    ValueError where a side has fewer than two rows. Source: Welch, Biometrika 34, 1947.
    """
    if min(ours[2], others[2]) <= 1:
        raise ValueError("A mean of fewer than two rows cannot be compared.")
    noise = [variance / n for _, variance, n in (ours, others)]
    both = sum(noise)
    apart = noise[0] ** 2 / (ours[2] - 1) + noise[1] ** 2 / (others[2] - 1)
    return Gap(ours[0] - others[0], sqrt(both), both**2 / apart if apart else None)


def _reach(alpha: float, free: float | None) -> float:
    return _students(NormalDist().inv_cdf(1 - alpha / 2), free)


def _students(z: float, free: float | None) -> float:
    """Student's quantile by the series of Cornish and Fisher, from the normal one.

    Within 0.001 of the true one from ten degrees of freedom on.
    """
    if free is None:
        return z
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / free + second / free**2 + third / free**3


def _normal(t: float, free: float | None) -> float:
    """Back from Student's to the normal quantile, which is the smaller: by halving."""
    if free is None:
        return t
    low, high = 0.0, t
    for _ in range(60):
        middle = (low + high) / 2
        if _students(middle, free) < t:
            low = middle
        else:
            high = middle
    return high
