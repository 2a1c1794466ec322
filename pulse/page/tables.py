"""The parts of the page that are tables first: groups, word of mouth, what was read."""

from pulse.figures import Figure, LeftOut
from pulse.metrics import Metric, catalogue
from pulse.network import Network
from pulse.page.markup import Markup, chart, join, table, tag
from pulse.page.numbers import count, sign, value
from pulse.page.tiles import name, told
from pulse.reading import Account
from pulse.report import Report
from pulse.words import say

SHOWN = 10
REASONS = ("no table", "no column", " in ", " and ")


def groups(report: Report, lang: str) -> Markup:
    """Every grouped figure, one table a figure, folded."""
    found: dict[str, list[Figure]] = {}
    for one in report.figures:
        if one.by:
            found.setdefault(one.code, []).append(one)
    if not found:
        return Markup("")
    parts = [_group(code, figures, lang) for code, figures in found.items()]
    return tag("section", tag("h2", say(lang, "In groups")), *parts, class_="groups")


def _group(code: str, figures: list[Figure], lang: str) -> Markup:
    metric = catalogue()[code]
    dims = list(figures[0].by)
    rows = [
        (
            *(_named(lang, dim, one.by[dim]) for dim in dims),
            _value(metric, one, lang),
            f"n {count(one.n or 0)}"
            if one.part is None
            else f"{count(one.part)} / {count(one.whole or 0)}",
        )
        for one in figures
    ]
    heads = [*dims, say(lang, "Value"), say(lang, "Part and whole")]
    return tag(
        "details",
        tag("summary", name(lang, metric)),
        table(heads, rows, words=len(dims)),
        class_="card",
    )


def _value(metric: Metric, one: Figure, lang: str) -> str:
    number, mark = value(metric, one.value)
    behind = sign(lang, metric) if metric.is_spread and one.value is not None else ""
    return f"{number}{mark} {behind}".strip()


def _named(lang: str, dim: str, group: str | None) -> str:
    if group is None:
        return "–"
    return say(lang, group) if dim == "reason" else group


def network(found: Network, lang: str) -> Markup:
    words = (
        "{introduced} patients were brought by {introducers} others;"
        " the word went on for"
        " {depth} generations."
    )
    see = say(
        lang,
        words,
        introduced=count(found.introduced),
        introducers=count(found.introducers),
        depth=max(found.generations, default=0),
    )
    heads = [say(lang, one) for one in ("Patient", "Brought", "Through them")]
    people = [
        (one.patient_id, count(one.brought), count(one.through_them))
        for one in found.influence[:SHOWN]
    ]
    note = "One person's reach is those they brought and those whom those brought."
    behind = join([tag("p", say(lang, note), class_="note"), table(heads, people)])
    return chart(
        title=say(lang, "Word of mouth"),
        about=say(lang, "who brought whom, generation by generation"),
        see=see,
        plot=_generations(found, lang),
        behind=(say(lang, "Table"), behind),
        kind="unfolded",
    )


def _generations(found: Network, lang: str) -> Markup:
    """One bar a generation, its number always beside it."""
    most = max(found.generations.values(), default=1)
    rows = []
    for at, (generation, patients) in enumerate(list(found.generations.items())[:8]):
        y, long = 8 + at * 30, max(2.0, 200 * patients / most)
        middle = f"{y + 15}"
        rows += [
            tag("text", generation, x=24, y=middle, class_="right"),
            tag("rect", class_="f2", x=36, y=y, width=f"{long:.1f}", height=21, rx=3),
            tag(
                "text", count(patients), x=f"{44 + long:.1f}", y=middle, class_="strong"
            ),
        ]
    high = 16 + 30 * min(8, max(1, len(found.generations)))
    return tag(
        "svg",
        *rows,
        class_="plot",
        viewBox=f"0 0 300 {high}",
        role="img",
        aria_label=say(lang, "Generation"),
    )


def accounts(report: Report, lang: str) -> Markup:
    """What was read and refused, and what could therefore not be told."""
    told_of = report.tables.accounts
    refused = sum(one.refused for one in told_of)
    see = say(lang, "Every row was good.")
    if refused:
        words = "{refused} of {rows} rows were refused."
        rows = count(sum(one.rows for one in told_of))
        see = say(lang, words, refused=count(refused), rows=rows)
    heads = [say(lang, one) for one in ("Name", "Why", "Rows", "Refused")]
    return tag(
        "section",
        tag("h2", say(lang, "What was read")),
        tag("p", see, class_="sub"),
        table(heads, [_account(one, lang) for one in told_of], words=2),
        _left_out(report.left_out, lang),
        class_="card accounts",
    )


def _account(one: Account, lang: str) -> tuple[str, ...]:
    why = [f"{reason}: {count(number)}" for reason, number in one.why.items()]
    blank = [f"{reason}: {count(number)}" for reason, number in one.blanked.items()]
    if blank:
        why.append(say(lang, "cells left empty: {why}", why=", ".join(blank)))
    return one.name, "; ".join(why) or "–", count(one.rows), count(one.refused)


def _left_out(left_out: tuple[LeftOut, ...], lang: str) -> Markup:
    if not left_out:
        return Markup("")
    rows = [
        (one.code, name(lang, catalogue()[one.code]), _reason(one.reason, lang))
        for one in left_out
    ]
    heads = [say(lang, one) for one in ("Code", "Figure", "Why")]
    words = "Nothing is guessed: what the tables do not tell is not shown."
    return join(
        [
            tag("h3", say(lang, "Left out")),
            tag("p", say(lang, words), class_="note"),
            table(heads, rows, words=3),
        ]
    )


def _reason(reason: str, lang: str) -> str:
    for words in REASONS if lang == "zh" else ():
        reason = reason.replace(words, f" {say(lang, words.strip())} ")
    return " ".join(reason.split())


def definitions(report: Report, lang: str) -> Markup:
    codes = dict.fromkeys(one.code for one in report.figures)
    rows = [
        (code, name(lang, catalogue()[code]), told(lang, catalogue()[code]))
        for code in codes
    ]
    heads = [say(lang, one) for one in ("Code", "Figure", "Definition")]
    return tag(
        "details",
        tag("summary", say(lang, "Definitions")),
        table(heads, rows, words=3),
        class_="card",
    )
