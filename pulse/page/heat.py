"""The heat map of cohorts: the darker, the more came again."""

from collections.abc import Sequence

from pulse.cohort import WINDOWS, Cohort
from pulse.page.markup import Markup, chart, join, tag
from pulse.page.numbers import count, percent
from pulse.words import say

STEPS = 6
TOLD_OF = 90


def heat(found: Sequence[Cohort], lang: str) -> Markup:
    return chart(
        title=say(lang, "New patients who came again"),
        about=say(
            lang, "of those first seen in a month, how many within so many days (%)"
        ),
        see=_see(found, lang),
        plot=_map(found, lang),
        behind=(say(lang, "How to read it"), _behind(lang)),
        kind="broad",
    )


def _see(found: Sequence[Cohort], lang: str) -> str:
    full = [one for one in found if one.value(TOLD_OF) is not None]
    if not full:
        return say(lang, "No cohort's days have passed yet.")
    last = full[-1]
    return say(
        lang,
        "Of the {whole} first seen in {month}, {share} came again within {days} days.",
        whole=count(last.whole),
        month=last.month,
        share=percent(last.value(TOLD_OF), 0),
        days=TOLD_OF,
    )


def _map(found: Sequence[Cohort], lang: str) -> Markup:
    values = [
        share
        for one in found
        for days in WINDOWS
        if (share := one.value(days)) is not None
    ]
    top = max(values, default=0) or 1.0
    heads = [
        tag("th", say(lang, "First seen"), scope="col"),
        tag("th", say(lang, "New"), scope="col"),
        *(tag("th", say(lang, "{days} d", days=days), scope="col") for days in WINDOWS),
    ]
    rows = [
        tag(
            "tr",
            tag("th", one.month, scope="row"),
            tag("td", count(one.whole), class_="whole"),
            *(_cell(one, days, top) for days in WINDOWS),
        )
        for one in found
    ]
    return tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        class_="heat",
    )


def _cell(one: Cohort, days: int, top: float) -> Markup:
    share = one.value(days)
    if share is None:
        return tag("td", "")
    depth = min(STEPS, round(share / top * STEPS))
    return tag(
        "td",
        f"{share * 100:.0f}",
        class_=f"h{depth}",
        title=f"{one.within[days]} / {one.whole}",
    )


def _behind(lang: str) -> Markup:
    words = (
        "One row is the patients first seen in one month. The"
        " darker, the more came again. A"
        " cell is empty until its days have passed for the whole month."
    )
    return join([tag("p", say(lang, words), class_="note")])
