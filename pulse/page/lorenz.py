"""Lorenz curves: how much comes from how few."""

from collections.abc import Mapping

from pulse.concentration import TOPS, Concentration
from pulse.page.markup import Markup, chart, join, points, table, tag, text
from pulse.page.numbers import count, percent
from pulse.words import say

LEFT, RIGHT, FOOT, TOP = 34.0, 290.0, 254.0, 12.0
MARK = 80
ORDER = ("patients_by_money", "patients_by_visits")


def lorenz(found: Mapping[str, Concentration], lang: str) -> Markup:
    """The curve of patients by money, else by visits; the rest in the table."""
    drawn = next((one for one in ORDER if one in found and found[one].n), None)
    if drawn is None:
        return Markup("")
    return chart(
        title=say(lang, "The key fifth"),
        about=say(lang, drawn),
        see=_see(found[drawn], lang),
        plot=_curve(found[drawn], lang),
        behind=(say(lang, "Table and definition"), _behind(found, lang)),
    )


def _see(one: Concentration, lang: str) -> str:
    gini = "–" if one.gini is None else f"{one.gini:.2f}"
    words = "The top 20 % hold {share} (concentration {gini})."
    first = say(lang, words, share=percent(one.top(20), 1), gini=gini)
    if one.stays is None or not one.stays.whole:
        return first
    words = (
        "Of the year before's top fifth, {share} are on top again ({part} of {whole})."
    )
    part, whole = one.stays.part, one.stays.whole
    share = percent(part / whole, 0)
    again = say(lang, words, share=share, part=count(part), whole=count(whole))
    return f"{first}{'' if lang == 'zh' else ' '}{again}"


def _x(at: float) -> float:
    return LEFT + (RIGHT - LEFT) * at / 100


def _y(share: float) -> float:
    return FOOT - (FOOT - TOP) * share


def _curve(one: Concentration, lang: str) -> Markup:
    curve = [(_x(at), _y(share)) for at, share in enumerate(one.lorenz)]
    x, y = curve[MARK]
    straight = f"M{_x(0):.1f} {_y(0):.1f}L{_x(100):.1f} {_y(1):.1f}"
    held = say(lang, "top 20 % hold {share}", share=percent(one.top(20), 0))
    return tag(
        "svg",
        tag("path", class_="wash", d=f"{straight}L{points(reversed(curve))}Z"),
        _grid(),
        tag("path", class_="l2", d=straight),
        tag("path", class_="l1", d=f"M{points(curve)}"),
        tag("path", class_="rule", d=f"M{x:.1f} {FOOT:.1f}V{y:.1f}H{LEFT:.1f}"),
        tag("circle", class_="ring", cx=f"{x:.1f}", cy=f"{y:.1f}", r=4.5),
        text(LEFT + 10, min(y - 12, FOOT - 40), held, "strong"),
        text((LEFT + RIGHT) / 2, 294, say(lang, "from least to most (%)"), "dim mid"),
        class_="plot",
        viewBox="0 0 300 300",
        role="img",
        aria_label=held,
    )


def _grid() -> Markup:
    lines = []
    for share in (0, 0.5, 1):
        y = _y(share)
        lines += [
            tag("path", class_="grid", d=f"M{LEFT:.0f} {y:.1f}H{RIGHT:.0f}"),
            text(LEFT - 6, y + 4, f"{share * 100:.0f}", "dim right"),
        ]
    lines += [text(_x(at), FOOT + 17, at, "dim mid") for at in range(0, 101, 20)]
    return join(lines)


def _behind(found: Mapping[str, Concentration], lang: str) -> Markup:
    heads = [
        say(lang, "Holder"),
        say(lang, "Number"),
        say(lang, "Concentration"),
        *(say(lang, "Top {percent} %", percent=one) for one in TOPS),
        say(lang, "Stay on top"),
    ]
    rows = [
        (
            say(lang, name),
            count(one.n),
            "–" if one.gini is None else f"{one.gini:.3f}",
            *(percent(one.top(top)) for top in TOPS),
            _stays(one, lang),
        )
        for name, one in found.items()
    ]
    note = (
        "The curve bows the further from the straight line the more"
        " few hold. Within a year"
        " few always hold much; whether they are the same the next"
        " year is another number."
    )
    return join([tag("p", say(lang, note), class_="note"), table(heads, rows)])


def _stays(one: Concentration, lang: str) -> str:
    if one.stays is None or not one.stays.whole:
        return "–"
    part, whole = one.stays.part, one.stays.whole
    of = say(lang, "{part} of {whole}", part=count(part), whole=count(whole))
    return f"{percent(part / whole, 0)} ({of})"
