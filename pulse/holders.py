"""Who holds how much: patients by visits and money, conditions, introducers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import narwhals as nw

from pulse.concentration import Concentration, bound, drawn, ranked, stays_on_top
from pulse.fetch import Frame
from pulse.introductions import introduced
from pulse.opened import Step, Tables
from pulse.panel import net, paid, seen
from pulse.period import Period

Holders = Callable[[Tables, Period], Frame]


def _in_both(
    tables: Tables, rows: Frame, key: str, amount: nw.Expr, period: Period
) -> Frame:
    """What each key holds in a period and in the one before; of no rows, null."""
    before = period.before()
    rows = rows.filter(
        (nw.col("day") >= nw.lit(before.start)) & (nw.col("day") < nw.lit(period.end))
    )
    rows = rows.with_columns(
        now=nw.when(period.covers("day")).then(amount),
        before=nw.when(before.covers("day")).then(amount),
    )
    rows = rows.filter(~nw.col(key).is_null()).select(key, "now", "before")
    steps = [Step(one, "sum", one) for one in ("now", "before")]
    return tables.engine.fold(rows, key, steps)


def _is_year(period: Period) -> bool:
    return period.start.day == 1 and period == Period.months_to(period.end, 12)


def patients_by_visits(tables: Tables, period: Period) -> Frame:
    if _is_year(period):
        return seen(tables, period.end)
    return _in_both(tables, tables.rows("visits"), "patient_id", nw.lit(1), period)


def patients_by_money(tables: Tables, period: Period) -> Frame:
    if _is_year(period):
        return paid(tables, period.end)
    return _in_both(tables, tables.rows("charges"), "patient_id", net(tables), period)


def conditions_by_visits(tables: Tables, period: Period) -> Frame:
    return _in_both(tables, tables.rows("visits"), "condition", nw.lit(1), period)


def conditions_by_money(tables: Tables, period: Period) -> Frame:
    return _in_both(tables, tables.rows("charges"), "condition", net(tables), period)


def introducers(tables: Tables, period: Period) -> Frame:
    brought = introduced(tables, period.end)
    return _in_both(tables, brought, "by_patient_id", nw.lit(1), period)


HOLDERS: Mapping[str, tuple[tuple[str, ...], Holders]] = {
    "patients_by_visits": (("visits",), patients_by_visits),
    "patients_by_money": (("charges",), patients_by_money),
    "conditions_by_visits": (("visits.condition",), conditions_by_visits),
    "conditions_by_money": (("charges.condition",), conditions_by_money),
    "introducers": (("introductions",), introducers),
}


def concentration(tables: Tables, period: Period) -> dict[str, Concentration]:
    """The concentration of each kind of holder the tables tell of.

    `stays` compares the key fifth of the period before with this one's, where both had
    anybody.
    """
    tables = tables.carrying(())
    found = {}
    for name, (needs, holders) in HOLDERS.items():
        if tables.lacks(needs) is None or (
            name == "introducers" and not tables.lacks(("patients.introduced_by",))
        ):
            frame = tables.once(
                ("holders", name, period), partial(holders, tables, period)
            )
            found[name] = _drawn(tables, frame)
    return found


def _drawn(tables: Tables, frame: Frame) -> Concentration:
    keep = tables.engine.keep
    now, before = (keep(ranked(frame, column)) for column in ("now", "before"))
    return replace(drawn(now), stays=stays_on_top(frame, bound(before), bound(now)))
