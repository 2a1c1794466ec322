"""One line of the tables of `docs/performance.md`."""


def row(what: str, ours: str, beside: str, goal: str, *, met: bool) -> str:
    return " | ".join((what, ours, beside, goal, "✓" if met else "not met"))
