"""Where patients left: from those who were active to those who stayed."""

from collections.abc import Sequence
from dataclasses import dataclass

from pulse.loss import Loss
from pulse.metrics.retention import ASKED
from pulse.page.markup import Markup, join, tag, text
from pulse.page.numbers import MINUS, count, percent
from pulse.words import say

WIDE, HIGH, FLOOR, TOP = 480.0, 300.0, 236.0, 30.0
BAR, LABEL, ROOM = 40.0, 92.0, 240.0


@dataclass(frozen=True)
class Bar:
    """One step down, or one of the two ends."""

    label: str
    amount: int
    kind: str
    share: float | None = None
    is_end: bool = False


def waterfall(loss: Loss, lang: str) -> Markup:
    """Drawn twice: in columns for a desk, in rows for a phone."""
    bars = _bars(loss, lang)
    return join([_upright(bars, loss, lang), _lying(bars, lang)])


def _bars(loss: Loss, lang: str) -> list[Bar]:
    reasons = loss.by_reason
    active, lost = loss.figure.whole or 0, int(loss.figure.part or 0)
    told_of = sorted(ASKED, key=lambda reason: -reasons.get(reason, 0))
    return [
        Bar(say(lang, "Active"), active, "f1", is_end=True),
        *(
            Bar(say(lang, one), reasons.get(one, 0), "f3", loss.share(one))
            for one in told_of
        ),
        Bar(
            say(lang, "Moved,|died"),
            reasons.get("MOVED", 0) + reasons.get("DIED", 0),
            "f5",
        ),
        Bar(
            say(lang, "Not asked"),
            reasons.get("NOT_ASKED", 0) + reasons.get("UNKNOWN", 0),
            "f4",
        ),
        Bar(say(lang, "Stayed"), active - lost, "f1", is_end=True),
    ]


def _scale(bars: Sequence[Bar]) -> tuple[float, float]:
    """The foot of the drawing, below those who stayed, and what stands above it."""
    active, stayed = bars[0].amount, bars[-1].amount
    foot = max(0.0, stayed - (active - stayed) * 0.4)
    return foot, (active - foot) or 1.0


def _upright(bars: Sequence[Bar], loss: Loss, lang: str) -> Markup:
    foot, height = _scale(bars)
    per = (FLOOR - TOP) / height
    step = WIDE / len(bars)
    drawn, level = [], float(bars[0].amount)
    for at, bar in enumerate(bars):
        x = at * step + (step - BAR) / 2
        low = foot if bar.is_end else level - bar.amount
        y, tall = FLOOR - (level - foot) * per, max(1.5, (level - low) * per)
        drawn.append(_column(bar, x, y, tall, is_cut=bar.is_end and foot > 0))
        if not bar.is_end:
            level = low
        if at < len(bars) - 1:
            after = FLOOR - (level - foot) * per
            line = f"M{x + BAR:.1f} {after:.1f}h{step - BAR:.1f}"
            drawn.append(tag("path", class_="rule", d=line))
    return tag(
        "svg",
        tag("path", class_="axis", d=f"M0 {FLOOR:.0f}H{WIDE:.0f}"),
        *drawn,
        _bracket(step, loss, lang),
        class_="plot wide",
        viewBox=f"0 0 {WIDE:.0f} {HIGH:.0f}",
        role="img",
        aria_label="; ".join(
            f"{bar.label.replace('|', '')} {bar.amount}" for bar in bars
        ),
    )


def _bracket(step: float, loss: Loss, lang: str) -> Markup:
    """Under the four reasons: of whom their shares are."""
    start, end = step * 1.1, step * 4.9
    asked = say(lang, "share of the {asked} who told", asked=count(loss.asked()))
    return join(
        [
            tag("path", class_="axis", d=f"M{start:.1f} 279v4H{end:.1f}v-4"),
            text((start + end) / 2, 297, asked, "dim small mid"),
        ]
    )


def _column(bar: Bar, x: float, y: float, tall: float, *, is_cut: bool) -> Markup:
    middle = x + BAR / 2
    sign = "" if bar.is_end or not bar.amount else MINUS
    parts = [
        tag(
            "rect",
            class_=bar.kind,
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            width=f"{BAR:.0f}",
            height=f"{tall:.1f}",
            rx=3,
        ),
        text(middle, y - 7, f"{sign}{count(bar.amount)}", "mid strong"),
        *(
            text(middle, FLOOR + 19 + 15 * at, line, "mid")
            for at, line in enumerate(bar.label.split("|"))
        ),
    ]
    if bar.share is not None:
        parts.append(text(middle, FLOOR + 36, percent(bar.share, 0), "mid dim small"))
    if is_cut:
        zigzag = f"M{x - 2:.1f} {FLOOR - 12:.0f}l11 -6 11 6 11 -6 11 6"
        parts.append(tag("path", class_="cut", d=zigzag))
    return join(parts)


def _lying(bars: Sequence[Bar], lang: str) -> Markup:
    """The same on a narrow screen: rows instead of columns, drawn for its width."""
    foot, height = _scale(bars)
    per = (320 - LABEL - 62) / height
    drawn, level = [], float(bars[0].amount)
    for at, bar in enumerate(bars):
        y = 6 + at * 28
        low = foot if bar.is_end else level - bar.amount
        x, long = LABEL + (low - foot) * per, max(1.5, (level - low) * per)
        box = {"x": f"{x:.1f}", "y": y, "width": f"{long:.1f}", "height": 20, "rx": 3}
        drawn += [
            text(LABEL - 8, y + 14, bar.label.replace("|", ""), "right"),
            tag("rect", class_=bar.kind, **box),
            _beside(bar, x, long, y + 14),
        ]
        if not bar.is_end:
            level = low
    return tag(
        "svg",
        *drawn,
        class_="plot narrow",
        viewBox=f"0 0 320 {10 + len(bars) * 28}",
        role="img",
        aria_label=say(lang, "Where patients left"),
    )


def _beside(bar: Bar, x: float, long: float, y: float) -> Markup:
    """The number after the bar; before it, or in it, where there is no room."""
    sign = "" if bar.is_end or not bar.amount else MINUS
    share = "" if bar.share is None else f" · {percent(bar.share, 0)}"
    told = f"{sign}{count(bar.amount)}{share}"
    if x + long < ROOM:
        return text(x + long + 6, y, told, "strong")
    if bar.is_end:
        return text(x + long - 8, y, told, "on right")
    return text(x - 6, y, told, "strong right")
