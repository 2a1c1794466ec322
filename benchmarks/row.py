"""One line of the tables of `docs/performance.md`."""


def row(what: str, ours: str, beside: str, goal: str, *, met: bool | None) -> str:
    """Without a goal there is nothing to be met."""
    word = {True: "✓", False: "not met", None: ""}[met]
    return f"{what} | {ours} | {beside} | {goal} | {word}"
