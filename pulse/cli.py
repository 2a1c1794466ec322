"""Figures, and chances of no-show, from any export in the documented tables."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from pulse.effects.cli import add_plan, lines, plan_lines
from pulse.effects.found import effects
from pulse.effects.planner import Impossible
from pulse.engines import duckdb, polars
from pulse.files import Unreadable
from pulse.log.cli import add_log, keep_log
from pulse.metrics.document import as_markdown
from pulse.models import Decision, NotYetKnown, Protected, forecast
from pulse.opened import Tables
from pulse.page import page
from pulse.period import Period
from pulse.reading import HALF
from pulse.report import Report, report
from pulse.words import LANGUAGES

ENGINES: dict[str, Callable[..., Tables]] = {
    "duckdb": duckdb.open,
    "polars": polars.open,
}
DONE, REFUSED = 0, 2
SCREEN = Path("-")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and how to ask for help."""

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"pulse: {message}\nTry `pulse report --help`.\n")


def parser() -> argparse.ArgumentParser:
    top = Parser(prog="pulse", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    commands.add_parser("metrics", help="the catalogue of figures, as Markdown")
    _add_no_show(commands.add_parser("no-show", help="chances of bookings ahead"))
    add_log(commands.add_parser("log", help="an event log as steps of visits"))
    add_plan(commands.add_parser("plan", help="how many people it takes to know"))
    _add_effects(commands.add_parser("effects", help="what brings people back"))
    ask = commands.add_parser("report", help="figures from a folder of tables")
    _add_folder(ask)
    _add_period(ask)
    ask.add_argument("--by", type=_names, default=(), metavar="clinic,doctor,month")
    ask.add_argument("--json", type=Path, metavar="FILE")
    ask.add_argument("--out", type=Path, metavar="FILE")
    return top


def _add_folder(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("folder", type=Path, metavar="FOLDER")
    ask.add_argument("--engine", choices=sorted(ENGINES), default="duckdb")
    ask.add_argument("--memory", default=HALF, metavar="4GB")
    ask.add_argument("--zone", default="Asia/Shanghai", metavar="ZONE")
    ask.add_argument("--lang", choices=LANGUAGES, default="zh")


def _add_period(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("--from", dest="start", type=_day, metavar="DAY")
    ask.add_argument("--to", dest="end", type=_day, metavar="DAY")


def _add_effects(ask: argparse.ArgumentParser) -> None:
    _add_folder(ask)
    _add_period(ask)
    ask.add_argument("--within", type=int, metavar="DAYS")
    ask.add_argument("--json", type=Path, nargs="?", const=SCREEN, metavar="FILE")


def _add_no_show(ask: argparse.ArgumentParser) -> None:
    _add_folder(ask)
    ask.add_argument("--on", type=_day, metavar="DAY")
    ask.add_argument(
        "--decision", type=Decision, choices=list(Decision), default=Decision.EVE
    )
    ask.add_argument("--also", type=_names, default=(), metavar="clinic,department")
    ask.add_argument("--json", type=Path, nargs="?", const=SCREEN, metavar="FILE")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"`{written}` is not a day like 2025-01-31"
        ) from None


def _names(written: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in written.split(",") if name.strip())
    if not names:
        raise argparse.ArgumentTypeError("name at least one column")
    return tuple(dict.fromkeys(names))


def main(arguments: Sequence[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    if asked.command == "metrics":
        print(as_markdown(), end="")
        return DONE
    try:
        if asked.command == "no-show":
            _foretell(asked)
        elif asked.command == "log":
            print("\n".join(keep_log(asked)))
        elif asked.command == "plan":
            print("\n".join(plan_lines(asked)))
        elif asked.command == "effects":
            _tell_effects(asked)
        else:
            _write(answer(asked), asked)
    except (Unreadable, NotYetKnown, Protected, Impossible) as refusal:
        print(f"pulse: {refusal}", file=sys.stderr)
        return REFUSED
    return DONE


def _opened(asked: argparse.Namespace) -> Tables:
    engine = ENGINES[asked.engine]
    return engine(asked.folder, zone=asked.zone, memory=asked.memory)


def _foretell(asked: argparse.Namespace) -> None:
    tables = _opened(asked)
    _know(tables, asked.also)
    told = forecast(tables, on=asked.on, decision=asked.decision, also=asked.also)
    _tell(asked, told.lines(asked.lang), told.as_json(asked.lang))


def _tell_effects(asked: argparse.Namespace) -> None:
    """Of the days asked for; without any, of everybody ever drawn."""
    tables = _opened(asked)
    reason = tables.lacks(("assignments", "visits"))
    if reason:
        raise Unreadable(f"Effects need both sides and who came: {reason}.")
    if asked.within is not None and asked.within < 1:
        raise Impossible("A window has a day at the least.")
    period = None
    if asked.start or asked.end:
        period = _period(tables, asked.start, asked.end)
    found = effects(tables, period, within=asked.within)
    told = {"effects": [one.as_json() for one in found]}
    _tell(asked, lines(found, asked.lang), told)


def _tell(asked: argparse.Namespace, words: Sequence[str], told: object) -> None:
    """To the screen in words; as JSON where that was asked, to a file or the screen."""
    if asked.json is None:
        print("\n".join(words))
        return
    text = json.dumps(told, ensure_ascii=False, indent=1)
    if asked.json == SCREEN:
        print(text)
    else:
        _save(asked.json, text)


def answer(asked: argparse.Namespace) -> Report:
    tables = _opened(asked)
    _know(tables, asked.by)
    return report(tables, _period(tables, asked.start, asked.end), by=asked.by)


def _know(tables: Tables, by: Sequence[str]) -> None:
    """A column no table has is a slip of the hand, not a figure left out."""
    known = {"month"}.union(*tables.columns.values())
    for name in by:
        if name not in known:
            raise Unreadable(f"No table has a column `{name}` to group by.")


def _period(tables: Tables, start: date | None, end: date | None) -> Period:
    if start is None or end is None:
        whole = tables.last_year()
        start, end = start or whole.start, end or whole.end
    try:
        return Period(start, end)
    except ValueError as refused:
        raise Unreadable(str(refused)) from refused


def _write(told: Report, asked: argparse.Namespace) -> None:
    if asked.json:
        text = json.dumps(told.as_json(), ensure_ascii=False, indent=1, default=str)
        _save(asked.json, text)
    if asked.out:
        _save(asked.out, page(told, asked.lang))
    if not asked.json and not asked.out:
        print("\n".join(_lines(told)))


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as refused:
        raise Unreadable(
            f"`{path}` cannot be written: {refused.strerror}."
        ) from refused


def _lines(told: Report) -> list[str]:
    """The figures in plain text, for a terminal."""
    lines = [f"{told.period.start} – {told.period.end} ({told.tables.zone})"]
    for one in told.figures:
        group = ", ".join(f"{name} {value}" for name, value in one.by.items())
        value = "–" if one.value is None else f"{one.value:.4f}"
        of = f"n {one.n}" if one.part is None else f"{one.part} / {one.whole}"
        lines.append(f"{one.code:<13}{one.zh}  {value}  ({of})  {group}".rstrip())
    lines += [f"{one.code:<13}–  {one.reason}" for one in told.left_out]
    lines += [
        f"{account.name}: {account.rows} rows, {account.refused} refused"
        + "".join(f"; {why}: {count}" for why, count in account.why.items())
        for account in told.tables.accounts
    ]
    return lines
