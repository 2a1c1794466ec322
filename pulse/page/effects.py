"""What brings people back: each experiment with its interval, and the table behind."""

from collections.abc import Sequence

from pulse.effects.told import Effect, Known, Side
from pulse.page.markup import Markup, chart, join, table, tag, text
from pulse.page.numbers import MINUS, count, signed
from pulse.words import say

LEFT, RIGHT, STEP = 128.0, 352.0, 26.0
SHOWN = 14
# The picture reaches this far to both sides at the least, in people of a hundred.
NARROWEST = 5.0
ROOM, LATIN = 18, 0x2E80
WATCHED = (
    "Everybody counts on the side they were drawn to, reached or not, once their"
    " {within} days have passed. The interval holds on whatever day you look."
)
HEADS = (
    "Experiment",
    "Contacted",
    "Held out",
    "More per 100",
    "On any day",
    "Read once",
    "With last year's visits",
    "Sides as drawn",
)


def effects(found: Sequence[Effect], lang: str) -> Markup:
    """A forest of experiments in the order of their names, each with its sentence."""
    known = sum(one.known is Known.KNOWN for one in found)
    behind = [
        tag("p", say(lang, WATCHED, within=found[0].within), class_="note"),
        *(tag("p", tag("b", one.experiment), " ", one.sentence(lang)) for one in found),
        table([say(lang, one) for one in HEADS], [_row(one, lang) for one in found]),
    ]
    about = "more who came back of every 100 contacted, beside those held out"
    return chart(
        title=say(lang, "What brings people back"),
        about=say(lang, about),
        see=say(lang, "{known} of {all} known so far.", known=known, all=len(found)),
        plot=_forest(found, lang),
        behind=(say(lang, "Table"), join(behind)),
    )


def _row(one: Effect, lang: str) -> tuple[str, ...]:
    sides = (f"{count(side.came)} / {count(side.n)}" for side in _sides(one))
    mean = "–" if one.read is None else signed(one.read.mean * 100)
    gap = one.read
    any_day = _ends(gap.any_day()) if gap else "–"
    once = _ends(gap.interval()) if gap else "–"
    before = _ends(one.foretold.gap.any_day()) if gap and one.foretold else "–"
    return (one.experiment, *sides, mean, any_day, once, before, _drawn(one, lang))


def _sides(one: Effect) -> tuple[Side, Side]:
    return one.treated, one.held_out


def _drawn(one: Effect, lang: str) -> str:
    if one.sizes is None:
        return say(lang, "not checked")
    return say(lang, "as drawn" if one.sizes.is_sound else "not as drawn")


def _ends(ends: tuple[float, float]) -> str:
    return " – ".join(signed(one * 100) for one in ends)


def _forest(found: Sequence[Effect], lang: str) -> Markup:
    told = found[:SHOWN]
    far = [abs(end) for one in told for end in one.per_100 or ()]
    widest = max([NARROWEST, *far]) * 1.05
    high = STEP * max(1, len(told)) + 8
    return tag(
        "svg",
        *_marks(widest, high),
        *(_line(one, 8 + STEP * at, widest) for at, one in enumerate(told)),
        class_="plot",
        viewBox=f"0 0 364 {high + 22:.0f}",
        role="img",
        aria_label=say(lang, "What brings people back"),
    )


def _marks(widest: float, high: float) -> list[Markup]:
    step = next(one for one in (2, 5, 10, 20, 50) if one >= widest / 2.5)
    return [
        join(
            [
                tag("path", class_="grid", d=f"M{_at(mark, widest):.1f} 4V{high:.0f}"),
                text(_at(mark, widest), high + 15, _mark(mark), "dim mid"),
            ]
        )
        for mark in (-step, 0, step)
    ]


def _mark(mark: int) -> str:
    return f"{'+' if mark > 0 else MINUS if mark < 0 else ''}{abs(mark)}"


def _at(per_100: float, widest: float) -> float:
    middle = (LEFT + RIGHT) / 2
    return middle + max(-1.0, min(1.0, per_100 / widest)) * (RIGHT - LEFT) / 2


def _line(one: Effect, y: float, widest: float) -> Markup:
    middle = y + STEP / 2 - 4
    name = text(LEFT - 6, middle + 4, _short(one.experiment), "right")
    if one.per_100 is None:
        return name
    mean, low, high = (_at(number, widest) for number in one.per_100)
    is_known = one.known is Known.KNOWN
    return join(
        [
            name,
            tag("path", class_="l1", d=f"M{low:.1f} {middle:.1f}H{high:.1f}"),
            tag(
                "circle",
                class_="f2" if is_known else "ring",
                cx=f"{mean:.1f}",
                cy=f"{middle:.1f}",
                r=5 if is_known else 3.5,
            ),
        ]
    )


def _short(name: str) -> str:
    """The name as far as there is room: a Chinese character is as wide as two."""
    wide = 0
    for at, letter in enumerate(name):
        wide += 2 if ord(letter) > LATIN else 1
        if wide > ROOM:
            return f"{name[:at]}…"
    return name
