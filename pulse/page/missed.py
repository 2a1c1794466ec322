"""When bookings are missed: a map of the week, and a curve over the days ahead."""

from collections.abc import Sequence

from pulse.no_shows import Missed, NoShows
from pulse.page.heat import STEPS
from pulse.page.markup import Markup, chart, join, points, table, tag, text
from pulse.page.numbers import count, percent
from pulse.words import say

LEFT, RIGHT, FOOT, TOP = 40.0, 350.0, 134.0, 14.0
WEEK = range(1, 8)


def week_map(found: NoShows, lang: str) -> Markup:
    """Hours down, weekdays across; an hour of few bookings is blank."""
    return chart(
        title=say(lang, "Missed by the hour of the week"),
        about=say(lang, "of the bookings due, how many were missed (%)"),
        see=_worst(found, lang),
        plot=_map(found, lang),
        behind=(say(lang, "Table"), _tables_of_the_week(found, lang)),
        kind="broad",
    )


def _worst(found: NoShows, lang: str) -> str:
    told = [one for one in found.week if one.share is not None]
    if not told:
        return say(lang, "No hour of the week has enough bookings to be told.")
    worst = max(told, key=lambda one: one.share or 0.0)
    day, _, hour = worst.group.partition(" ")
    return say(
        lang,
        "Most are missed on {day} at {hour}: {part} of {whole}.",
        day=_day(lang, day),
        hour=hour,
        part=count(worst.part or 0),
        whole=count(worst.whole),
    )


def _map(found: NoShows, lang: str) -> Markup:
    cells = {one.group: one for one in found.week}
    hours = sorted({group.partition(" ")[2] for group in cells})
    top = max((one.share or 0.0 for one in found.week), default=0.0) or 1.0
    heads = [
        tag("th", say(lang, "Hour"), scope="col"),
        *(tag("th", _day(lang, str(day)), scope="col") for day in WEEK),
    ]
    rows = [
        tag(
            "tr",
            tag("th", f"{hour}:00", scope="row"),
            *(_cell(cells.get(f"{day} {hour}"), top) for day in WEEK),
        )
        for hour in hours
    ]
    return tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="heat week",
    )


def _cell(one: Missed | None, top: float) -> Markup:
    if one is None or one.share is None:
        return tag("td", "")
    depth = min(STEPS, round(one.share / top * STEPS))
    of = f"{one.part} / {one.whole}"
    return tag("td", f"{one.share * 100:.0f}", class_=f"h{depth}", title=of)


def _tables_of_the_week(found: NoShows, lang: str) -> Markup:
    words = (
        "The darker, the more were missed. An hour with fewer than ten bookings is left"
        " blank: chance alone would colour it. What patients do is shown so that the"
        " house can confirm more and fill gaps, never to hold it against them."
    )
    days = [(_day(lang, one.group), *_told(one, lang)) for one in found.by_weekday]
    hours = [(f"{one.group}:00", *_told(one, lang)) for one in found.by_hour]
    return join(
        [
            tag("p", say(lang, words), class_="note"),
            table(_heads("Weekday", lang), days),
            table(_heads("Hour", lang), hours),
        ]
    )


def lead_curve(found: NoShows, lang: str) -> Markup:
    """The share missed by days ahead, with its interval; doctors in the table."""
    return chart(
        title=say(lang, "No-shows by days ahead"),
        about=say(lang, "with the interval chance leaves open (95 %)"),
        see=_from_near_to_far(found.by_lead, lang),
        plot=_curve(found.by_lead, say(lang, "No-shows by days ahead")),
        behind=(say(lang, "Table"), _tables_of_leads(found, lang)),
    )


def _from_near_to_far(leads: Sequence[Missed], lang: str) -> str:
    near, far = leads[0], leads[-1]
    return say(
        lang,
        "Booked {first} days ahead, {one} are missed; booked {last} days ahead,"
        " {other}.",
        first=near.group,
        one=percent(near.share, 0),
        last=far.group,
        other=percent(far.share, 0),
    )


def _curve(leads: Sequence[Missed], label: str) -> Markup:
    ends = [one.interval or (0.0, 0.0) for one in leads]
    top = max(high for _, high in ends) or 1.0
    step = (RIGHT - LEFT - 20) / max(1, len(leads) - 1)
    across = [LEFT + 10 + step * at for at in range(len(leads))]

    def up(share: float) -> float:
        return FOOT - (FOOT - TOP) * share / top

    told = list(zip(across, ends, leads, strict=True))
    upper = [(x, up(high)) for x, (_, high), _ in told]
    lower = [(x, up(low)) for x, (low, _), _ in told]
    line = [(x, up(one.share or 0.0)) for x, _, one in told]
    wash = f"M{points([*upper, *reversed(lower)])}Z"
    return tag(
        "svg",
        _axis(top),
        tag("path", class_="wash", d=wash),
        tag("path", class_="l1", d=f"M{points(line)}"),
        join(
            tag("circle", class_="ring", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3.5)
            for x, y in line
        ),
        join(text(x, FOOT + 17, one.group, "dim mid") for x, _, one in told),
        class_="plot",
        viewBox="0 0 360 160",
        role="img",
        aria_label=label,
    )


def _axis(top: float) -> Markup:
    marks = []
    for share in (0, 0.5, 1):
        y = FOOT - (FOOT - TOP) * share
        marks += [
            tag("path", class_="grid", d=f"M{LEFT} {y:.1f}H{RIGHT}"),
            text(LEFT - 6, y + 4, f"{top * share * 100:.0f}", "dim right"),
        ]
    return join(marks)


def _tables_of_leads(found: NoShows, lang: str) -> Markup:
    leads = [(one.group, *_told(one, lang)) for one in found.by_lead]
    parts = [table(_heads("Days ahead", lang), leads)]
    if found.by_doctor:
        words = (
            "Beside each doctor stands how many would be missed of bookings made as far"
            " ahead. Under thirty bookings nothing is told. Patients miss for reasons"
            " of their own: this is no mark for a doctor."
        )
        doctors = [
            (one.group, *_told(one, lang), _expected(one)) for one in found.by_doctor
        ]
        heads = [*_heads("Doctor", lang), say(lang, "Expected")]
        parts += [
            tag("h4", say(lang, "By doctor")),
            tag("p", say(lang, words), class_="note"),
            table(heads, doctors),
        ]
    return join(parts)


def _heads(first: str, lang: str) -> list[str]:
    return [say(lang, one) for one in (first, "Missed", "Part and whole", "Interval")]


def _told(one: Missed, lang: str) -> tuple[str, str, str]:
    if one.part is None or one.interval is None:
        return say(lang, "few"), f"– / {count(one.whole)}", "–"
    low, high = one.interval
    return (
        percent(one.share),
        f"{count(one.part)} / {count(one.whole)}",
        f"{low * 100:.1f}–{high * 100:.1f} %",
    )


def _expected(one: Missed) -> str:
    return "–" if one.expected is None else f"{one.expected:,.1f}"


def _day(lang: str, number: str) -> str:
    return say(lang, f"weekday {number}")
