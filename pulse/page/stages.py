"""A day in the house, stage by stage, and what each stage takes: with tables behind."""

from collections.abc import Sequence

from pulse.day_flow import DayFlow
from pulse.page.markup import Markup, chart, join, points, table, tag, text
from pulse.page.numbers import count, percent
from pulse.stations import Minutes, Stage, Stations
from pulse.words import WORDS, say

LEFT, RIGHT, HIGH, TOP = 100.0, 352.0, 26.0, 4.0
WIDE = 364
MARKS = 4
GROUPS = {
    "station": "By station",
    "clinic": "By clinic",
    "department": "By department",
    "hour": "By hour",
}


def day_picture(flow: DayFlow, lang: str) -> Markup:
    """One row a stage, the quarter hours across: the higher, the more people."""
    stage, hour, people = flow.most()
    return chart(
        title=say(lang, "A day, stage by stage"),
        about=say(
            lang,
            "how many people were where on {day}, the fullest of the days",
            day=flow.day.isoformat(),
        ),
        see=say(
            lang,
            "At {hour} most were at one place: {people} at {stage}.",
            hour=hour,
            people=count(round(people, 1)),
            stage=named(lang, stage),
        ),
        plot=_plot(flow, lang),
        behind=(say(lang, "Table"), _hours(flow, lang)),
    )


def named(lang: str, stage: str) -> str:
    """A stage the house knows by its word, any other as the tables call it."""
    known = f"stage {stage}"
    return say(lang, known) if known in WORDS["zh"] else stage


def _plot(flow: DayFlow, lang: str) -> Markup:
    top = max(max(row) for row in flow.stages.values())
    rows = [
        _row(named(lang, stage), row, (TOP + at * HIGH, top))
        for at, (stage, row) in enumerate(flow.stages.items())
    ]
    foot = TOP + HIGH * len(rows)
    return tag(
        "svg",
        *rows,
        _clock(flow.hours, foot),
        class_="plot",
        viewBox=f"0 0 {WIDE} {foot + 24:.0f}",
        role="img",
        aria_label=say(lang, "A day, stage by stage"),
    )


def _row(name: str, row: Sequence[float], at: tuple[float, float]) -> Markup:
    y, top = at
    foot, step = y + HIGH - 4, (RIGHT - LEFT) / len(row)
    edge = []
    for place, people in enumerate(row):
        up = foot - (HIGH - 8) * people / top
        edge += [(LEFT + place * step, up), (LEFT + (place + 1) * step, up)]
    area = points([(LEFT, foot), *edge, (RIGHT, foot)])
    return join(
        [
            tag("path", class_="grid", d=f"M{LEFT} {foot:.1f}H{RIGHT}"),
            tag("path", class_="f2", d=f"M{area}Z"),
            text(LEFT - 8, foot - 5, _short(name), "right"),
        ]
    )


def _short(name: str, most: int = 13) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _clock(hours: Sequence[str], foot: float) -> Markup:
    step = (RIGHT - LEFT) / len(hours)
    every = max(1, -(-len(hours) // MARKS) // 4 * 4) if len(hours) > MARKS * 4 else 4
    return join(
        text(LEFT + at * step, foot + 16, hour, "dim mid")
        for at, hour in enumerate(hours)
        if hour.endswith(":00") and (at - _first_full(hours)) % every == 0
    )


def _first_full(hours: Sequence[str]) -> int:
    return next((at for at, hour in enumerate(hours) if hour.endswith(":00")), 0)


def _hours(flow: DayFlow, lang: str) -> Markup:
    heads = [say(lang, "Hour"), *(named(lang, stage) for stage in flow.stages)]
    rows = [
        (hour, *(f"{row[at]:.1f}" for row in flow.stages.values()))
        for at, hour in enumerate(flow.hours)
    ]
    words = (
        "People at a stage, on average over each quarter hour; who is between two"
        " stages is waiting."
    )
    return join([tag("p", say(lang, words), class_="note"), table(heads, rows)])


def stage_times(found: Stations, lang: str) -> Markup:
    """What each stage takes and how long people wait before it."""
    return chart(
        title=say(lang, "Time at each stage"),
        about=say(
            lang, "half the waits before it, then half the times in it (minutes)"
        ),
        see=_longest(found.stages, lang),
        plot=_bars(found.stages, lang),
        behind=(say(lang, "Table"), _behind(found, lang)),
    )


def _longest(stages: Sequence[Stage], lang: str) -> str:
    told = [one for one in stages if one.wait_share is not None]
    if not told:
        return say(lang, "No stage has times to tell.")
    longest = max(told, key=lambda one: one.wait_share or 0.0)
    return say(
        lang,
        "Most time goes into waiting before {stage}: {share} of all of it.",
        stage=named(lang, longest.stage),
        share=percent(longest.wait_share, 0),
    )


def _bars(stages: Sequence[Stage], lang: str) -> Markup:
    both = [(one.wait.median or 0.0, one.inside.median or 0.0) for one in stages]
    most = max((sum(pair) for pair in both), default=0.0) or 1.0
    rows = []
    for at, (one, (wait, inside)) in enumerate(zip(stages, both, strict=True)):
        y, scale = 6 + at * 28, 180 / most
        rows += [
            text(106, y + 15, _short(named(lang, one.stage)), "right"),
            tag(
                "rect", class_="f5", x=112, y=y, width=f"{wait * scale:.1f}", height=20
            ),
            tag(
                "rect",
                class_="f1",
                x=f"{112 + wait * scale:.1f}",
                y=y,
                width=f"{inside * scale:.1f}",
                height=20,
            ),
            text(118 + (wait + inside) * scale, y + 15, _pair(one), "dim"),
        ]
    return tag(
        "svg",
        *rows,
        class_="plot",
        viewBox=f"0 0 360 {12 + 28 * max(1, len(stages))}",
        role="img",
        aria_label=say(lang, "Time at each stage"),
    )


def _pair(one: Stage) -> str:
    return f"{_whole(one.wait.median)} + {_whole(one.inside.median)}"


def _whole(minutes: float | None) -> str:
    return "–" if minutes is None else f"{minutes:,.0f}"


def _behind(found: Stations, lang: str) -> Markup:
    parts = [table(_heads(lang), [_told(one, lang) for one in found.stages])]
    for dim, stages in found.by.items():
        if stages and dim in GROUPS:
            heads = [say(lang, GROUPS[dim]), *_heads(lang)]
            rows = [(one.group or "–", *_told(one, lang)) for one in stages]
            inside = table(heads, rows, words=2)
            summary = tag("summary", say(lang, GROUPS[dim]))
            parts.append(tag("details", summary, inside))
    words = (
        "A step without an end lasts until the visit's next one. Fewer than ten are"
        " not told."
    )
    return join([tag("p", say(lang, words), class_="note"), *parts])


def _heads(lang: str) -> list[str]:
    heads = ("Stage", "Steps", "In it: half", "Nine in ten", "Before it: half")
    return [say(lang, one) for one in (*heads, "Nine in ten", "Share of the time")]


def _told(one: Stage, lang: str) -> tuple[str, ...]:
    return (
        named(lang, one.stage),
        count(one.entries),
        *_both(one.inside),
        *_both(one.wait),
        percent(one.share),
    )


def _both(minutes: Minutes) -> tuple[str, str]:
    return _whole(minutes.median), _whole(minutes.p90)
