"""Reasonable care and equal treatment: every group beside its peers, with its interval.

In the order of names and never of estimates: this is a watch, not a ranking.
"""

from collections.abc import Iterable, Sequence
from math import log

from pulse.fair.reasonable import Reasonable
from pulse.fair.repeats import Repeated
from pulse.fair.told import About, Case, Row, Scale
from pulse.fair.waits import Waits
from pulse.page.markup import Markup, chart, join, table, tag, text
from pulse.page.numbers import count
from pulse.words import say

SHOWN = 14
LEFT, MIDDLE, RIGHT = 128.0, 240.0, 352.0
STEP = 26.0
# The picture ends at three times as much; what goes further is cut there.
WIDEST = log(3)
MARKS = (0.5, 1, 2)
ROOM, LATIN = 18, 0x2E80


def reasonable_care(found: Reasonable, lang: str) -> Markup:
    """Cost of cases by doctor, and all else that was compared in the table behind."""
    doctors = [
        one for one in found.rows if (one.about, one.dim) == (About.CASE_COST, "doctor")
    ]
    of_repeats = found.repeats.doctors if found.repeats else ()
    every = (*found.rows, *of_repeats)
    behind = [
        tag("p", say(lang, WATCHED), class_="note"),
        *(tag("p", tag("b", one.sentence(lang))) for one in found.packages),
        *_sentences(every, lang),
        *_kinds(found.repeats, lang),
    ]
    return chart(
        title=say(lang, "Reasonable care"),
        about=say(
            lang, "what a doctor's cases cost, others of condition and need being 1"
        ),
        see=_asked(len(found.candidates()) + len(found.packages), lang),
        plot=_forest(doctors, say(lang, "Reasonable care"), lang),
        behind=(say(lang, "Table"), join(behind)),
    )


WATCHED = (
    "A group is compared with others in the same circumstances. A candidate is far from"
    " them, surer than one in a hundred after all comparisons, and of thirty cases or"
    " more: to be looked into case by case, never held against anyone. Under twenty"
    " nothing is told."
)


def equal_waits(found: Waits, content: Sequence[Row], lang: str) -> Markup:
    """Waits of payers, first-timers and value, and what their care holds."""
    whole = [one for one in found.rows if one.clinic is None or one.is_candidate]
    candidates = sum(one.is_candidate for one in (*found.rows, *content))
    heads = [say(lang, one) for one in ("Group", "Visits", "Median wait")]
    medians = [
        (_known(one.group, lang), count(one.n), _minutes(one.minutes))
        for one in found.medians
    ]
    behind = [
        tag("p", say(lang, WATCHED), class_="note"),
        table(heads, medians),
        *_sentences((*found.rows, *content), lang),
    ]
    return chart(
        title=say(lang, "Equal treatment"),
        about=say(lang, "waits of groups, others of the same need and hour being 1"),
        see=_asked(candidates, lang),
        plot=_forest(whole, say(lang, "Equal treatment"), lang),
        behind=(say(lang, "Table"), join(behind)),
    )


def _kinds(found: Repeated | None, lang: str) -> list[Markup]:
    """How many examinations of each kind followed one alike too soon."""
    if found is None or not found.kinds:
        return []
    rows = [
        (one.kind, one.days, f"{count(one.part)} / {count(one.whole)}")
        for one in found.kinds
    ]
    heads = [say(lang, one) for one in ("What", "Within days", "Part and whole")]
    title = tag("h4", say(lang, "Repeated within days, by kind"))
    return [title, table(heads, rows)]


def _asked(candidates: int, lang: str) -> str:
    if not candidates:
        return say(lang, "Nothing asks for a look: chance could have done all of it.")
    words = "Candidates for a review of their cases: {n}. None is an accusation."
    return say(lang, words, n=candidates)


def _known(group: str, lang: str) -> str:
    return Row(About.WAIT, "", group, 0).named(lang)


def _minutes(minutes: float | None) -> str:
    return "–" if minutes is None else f"{minutes:.0f}"


def _sentences(rows: Iterable[Row], lang: str) -> list[Markup]:
    """The candidates first, each with the cases behind it; then all, as tables."""
    every = tuple(rows)
    told = []
    for one in every:
        if one.is_candidate:
            told.append(tag("p", tag("b", one.sentence(lang))))
            told.append(_cases(one.cases, one.hidden, lang))
    for about in dict.fromkeys(one.about for one in every):
        rows_of = [_row(one, lang) for one in every if one.about is about]
        heads = [say(lang, one) for one in ("Group", "Cases", "Estimate", "Interval")]
        told += [tag("h4", say(lang, f"about {about}")), table(heads, rows_of)]
    return told


def _row(one: Row, lang: str) -> tuple[str, str, str, str]:
    name, n = one.named(lang), count(one.n)
    if one.estimate is None or one.low is None or one.high is None:
        return name, n, say(lang, "few"), "–"
    mark = " ×" if one.scale is Scale.TIMES else ""
    written = [one.written(number) for number in (one.estimate, one.low, one.high)]
    return name, n, f"{written[0]}{mark}", f"{written[1]} – {written[2]}"


def _cases(cases: Sequence[Case], hidden: int, lang: str) -> Markup:
    if not cases:
        return Markup("")
    heads = [say(lang, one) for one in ("Patient", "What", "Day", "Here", "Usual")]
    rows = [
        (one.patient_id, one.what, one.day, _amount(one.amount), _amount(one.usual))
        for one in cases
    ]
    note = say(lang, "{n} more of restricted persons", n=hidden) if hidden else ""
    return join([table(heads, rows, words=3), tag("p", note, class_="note")])


def _amount(number: float | None) -> str:
    return "–" if number is None else f"{number:,.0f}"


def _forest(rows: Sequence[Row], label: str, lang: str) -> Markup:
    told = [one for one in rows if one.estimate and one.scale is Scale.TIMES]
    told = sorted(told, key=lambda one: not one.is_candidate)[:SHOWN]
    high = STEP * max(1, len(told)) + 8
    marks = [
        join(
            [
                tag("path", class_="grid", d=f"M{_at(mark):.1f} 4V{high:.0f}"),
                text(_at(mark), high + 15, f"{mark:g} ×", "dim mid"),
            ]
        )
        for mark in MARKS
    ]
    return tag(
        "svg",
        *marks,
        *(_line(one, 8 + STEP * at, lang) for at, one in enumerate(told)),
        class_="plot",
        viewBox=f"0 0 364 {high + 22:.0f}",
        role="img",
        aria_label=label,
    )


def _at(ratio: float) -> float:
    far = max(-WIDEST, min(WIDEST, log(ratio)))
    return MIDDLE + far / WIDEST * (RIGHT - MIDDLE)


def _short(name: str) -> str:
    """The name as far as there is room: a Chinese character is as wide as two."""
    wide = 0
    for at, letter in enumerate(name):
        wide += 2 if ord(letter) > LATIN else 1
        if wide > ROOM:
            return f"{name[:at]}…"
    return name


def _line(one: Row, y: float, lang: str) -> Markup:
    middle = y + STEP / 2 - 4
    low, high = _at(one.low or 1), _at(one.high or 1)
    return join(
        [
            text(LEFT - 6, middle + 4, _short(one.named(lang)), "right"),
            tag("path", class_="l1", d=f"M{low:.1f} {middle:.1f}H{high:.1f}"),
            tag(
                "circle",
                class_="f3" if one.is_candidate else "ring",
                cx=f"{_at(one.estimate or 1):.1f}",
                cy=f"{middle:.1f}",
                r=5 if one.is_candidate else 3.5,
            ),
        ]
    )
