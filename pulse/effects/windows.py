"""How long it is looked who came: each experiment as long as its contacts take."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import narwhals as nw

from pulse.effects.people import WITHIN
from pulse.fetch import fetched
from pulse.opened import Tables


def windows(tables: Tables, within: int | None) -> Iterator[tuple[int, Tables]]:
    """By days: the tables with those experiments that are watched so long.

    Where one experiment names several, the longest holds.
    """
    if within is not None or "within_days" not in tables.columns["assignments"]:
        yield within or WITHIN, tables
        return
    days = nw.col("within_days").fill_null(WITHIN).max()
    rows = tables["assignments"].group_by("experiment").agg(within=days)
    named: dict[int, list[str]] = defaultdict(list)
    for row in fetched(rows):
        named[max(1, int(row["within"]))].append(str(row["experiment"]))
    if len(named) <= 1:
        yield next(iter(named), WITHIN), tables
        return
    for days_of, experiments in sorted(named.items()):
        yield days_of, _only(tables, experiments)


def _only(tables: Tables, experiments: list[str]) -> Tables:
    rows = tables["assignments"].filter(nw.col("experiment").is_in(experiments))
    frames = {**tables.frames, "assignments": rows}
    return replace(tables, frames=frames, worked_out={}, days=dict(tables.days))
