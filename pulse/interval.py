"""How far a share may be off: Wilson's interval, which never leaves zero to one."""

from math import sqrt

Z_95 = 1.959963984540054


def wilson(part: float, whole: float) -> tuple[float, float] | None:
    """The 95 % interval of a share; of nothing there is none.

    Source: Wilson, J. Am. Stat. Assoc. 22 (1927).
    """
    if not whole:
        return None
    share, spread = part / whole, Z_95**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = (
        Z_95 * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    )
    return max(0.0, middle - half), min(1.0, middle + half)
