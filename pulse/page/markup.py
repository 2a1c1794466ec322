"""Writing markup: everything that came from a table is escaped on its way in."""

from collections.abc import Callable, Iterable, Sequence
from html import escape


class Markup(str):
    """Text that is already markup. Anything else is escaped where it is put in."""

    __slots__ = ()


def put(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def join(parts: Iterable[object], between: str = "") -> Markup:
    return Markup(between.join(put(part) for part in parts))


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """An element. `class_` is the class; `aria_label` becomes `aria-label`."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not inside and name in {"path", "rect", "circle", "meta"}:
        return Markup(f"<{name}{told}/>")
    return Markup(f"<{name}{told}>{join(inside)}</{name}>")


def table(
    heads: Sequence[object], rows: Iterable[Sequence[object]], *, words: int = 1
) -> Markup:
    """A plain table; the first `words` columns are words, the rest numbers."""
    head = join(
        tag("th", one, scope="col", class_=None if at < words else "n")
        for at, one in enumerate(heads)
    )
    body = join(
        tag("tr", tag("th", row[0], scope="row"), *_cells(row, words)) for row in rows
    )
    inside = tag(
        "table", tag("thead", tag("tr", head)), tag("tbody", body), class_="table"
    )
    return tag("div", inside, class_="scroll")


def _cells(row: Sequence[object], words: int) -> list[Markup]:
    return [
        tag("td", cell, class_=None if at < words else "n")
        for at, cell in enumerate(row[1:], start=1)
    ]


def chart(
    *,
    title: str,
    about: str,
    see: str,
    plot: Markup,
    behind: tuple[str, Markup],
    kind: str = "",
) -> Markup:
    """A picture: what it is, one sentence on what to see, and the table behind it.

    Its kind may be `broad`, or `unfolded` to show the table at once.
    """
    summary, inside = behind
    return tag(
        "figure",
        tag("figcaption", tag("b", title), " ", tag("span", about)),
        tag("p", see),
        plot,
        tag(
            "details",
            tag("summary", summary),
            inside,
            open="" if "unfolded" in kind else None,
        ),
        class_=f"chart {kind}".strip(),
    )


def runs(
    heights: Iterable[float | None], place: Callable[[int, float], tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """Stretches of known values as points; an unknown one breaks the line."""
    found: list[list[tuple[float, float]]] = [[]]
    for index, height in enumerate(heights):
        if height is None:
            found.append([])
        else:
            found[-1].append(place(index, height))
    return [run for run in found if run]


def points(pairs: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in pairs)


def text(x: float, y: float, words: object, kind: str = "") -> Markup:
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_=kind or None)
