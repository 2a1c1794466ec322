"""`pulse log`: an event log in, a folder with its `stage_entries` out."""

import argparse
import csv
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pulse.engines import duckdb
from pulse.files import Unreadable
from pulse.log.columns import KNOWN
from pulse.log.events import Log, entries
from pulse.period import Period
from pulse.stations import Minutes, stations

HEADS = ("visit_id", "stage", "entered_at", "left_at", "by")


def add_log(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("file", type=Path, metavar="FILE")
    ask.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    ask.add_argument("--zone", default="Asia/Shanghai", metavar="ZONE")
    for what in KNOWN:
        ask.add_argument(f"--{what}", metavar="COLUMN")


def keep_log(asked: argparse.Namespace) -> list[str]:
    """Write the steps a log tells of; what became of it, in lines."""
    log = read_log(asked)
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
        write(asked.out / "stage_entries.csv", log)
    except OSError as refused:
        raise Unreadable(
            f"`{asked.out}` cannot be written: {refused.strerror}."
        ) from refused
    return (
        [*lines(log), "", *table(asked.out, asked.zone)] if log.entries else lines(log)
    )


def read_log(asked: argparse.Namespace) -> Log:
    if not asked.file.is_file():
        raise Unreadable(f"There is no file `{asked.file}`.")
    columns = {what: getattr(asked, what) for what in KNOWN}
    with tempfile.TemporaryDirectory(prefix="pulse-") as workroom:
        return entries(
            asked.file, Path(workroom), zone=_zone(asked.zone), asked=columns
        )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise Unreadable(f"There is no time zone `{name}`.") from unknown


def write(path: Path, log: Log) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)
        for one in log.entries:
            rows.writerow(
                (one.visit_id, one.stage, _at(one.entered_at), _at(one.left_at), one.by)
            )


def _at(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def lines(log: Log) -> list[str]:
    unended = sum(one.left_at is None for one in log.entries)
    steps = f"{len(log.entries)} steps of {log.cases} visits"
    told = [f"{log.rows} rows: {steps}, {log.refused} rows refused"]
    if unended:
        told.append(f"  steps without an end: {unended}")
    return [*told, *(f"  {why}: {count}" for why, count in log.why.items())]


def table(folder: Path, zone: str) -> list[str]:
    """Time at each stage and before it, over the whole log, as a Markdown table."""
    tables = duckdb.open(folder, zone=zone)
    first, last = tables.span()
    found = stations(tables, Period(first, last + timedelta(days=1)))
    rows = [
        f"| {one.stage} | {one.entries} | {_minutes(one.inside)} |"
        f" {_minutes(one.wait)} | {(one.share or 0) * 100:.1f} % |"
        for one in (found.stages if found else ())
    ]
    heads = "stage | steps | minutes in it: median | P90 | before it: median | P90"
    return [f"| {heads} | share of the time |", f"|{'---|' * 7}", *rows]


def _minutes(one: Minutes) -> str:
    if one.median is None or one.p90 is None:
        return "– | –"
    return f"{one.median:,.1f} | {one.p90:,.1f}"
