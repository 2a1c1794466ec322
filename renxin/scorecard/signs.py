"""How gaps are written: with their sign, and never as minus nothing."""

Ends = tuple[float, float]


def signed(per_100: float | None) -> str:
    if per_100 is None:
        return "–"
    written = f"{per_100:+.1f}".replace("-", "−")
    return "0.0" if written in {"+0.0", "−0.0"} else written


def between(ends: Ends | None) -> str:
    return " – ".join(signed(one) for one in ends) if ends else "–"
