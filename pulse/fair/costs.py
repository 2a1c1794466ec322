"""What a case costs, and what a plan is worth, beside the same condition and need."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp
from typing import Any

import narwhals as nw

from pulse.fair.compared import compared
from pulse.fair.told import About, Case, Row, marked, rows_of
from pulse.fetch import Frame, fetched
from pulse.hidden import may_be_named
from pulse.opened import Tables
from pulse.panel import net
from pulse.period import Period

FEN = 100
FAR = 1.2
SHOWN = 10


def case_costs(tables: Tables, period: Period) -> tuple[Row, ...]:
    """Each doctor's cases, and each payer's, beside cases of condition and need alike.

    A case is what one patient paid in the period for one condition; its doctor is the
    one most of it was paid to. Money is compared by its logarithm, so that one dear
    case does not speak for all.
    """
    cases = _cases(tables, period)
    return _compared(tables, cases, About.CASE_COST)


def plan_values(tables: Tables, period: Period) -> tuple[Row, ...]:
    """The same of what the plans presented are worth."""
    rows = (
        tables.carrying(())
        .rows("plans")
        .filter(period.covers("day") & (nw.col("value") > 0))
    )
    rows = _with_patient(tables, rows, ("need", "payer"))
    plans = rows.with_columns(amount=nw.col("value").cast(nw.Float64).log())
    return _compared(tables, plans, About.PLAN_VALUE)


def _compared(tables: Tables, rows: Frame, about: About) -> tuple[Row, ...]:
    names = rows.collect_schema().names()
    alike = [one for one in ("condition", "need") if one in names]
    rows = tables.engine.keep(rows)
    found: list[Row] = []
    for dim in ("doctor", "payer"):
        if dim in names:
            blank = Row(about, dim, "", 0)
            told = rows_of(blank, compared(rows, "amount", dim, alike))
            found += marked(told, from_=FAR)
    return tuple(
        _with_cases(tables, one, rows, alike) if one.is_candidate else one
        for one in found
    )


def _cases(tables: Tables, period: Period) -> Frame:
    """One row a patient and condition: log of fen, doctor, last day."""
    paid = tables.carrying(()).rows("charges").filter(period.covers("day"))
    known = ~nw.col("condition").is_null() & ~nw.col("doctor").is_null()
    paid = paid.filter(known).with_columns(fen=net(tables))
    case = ["patient_id", "condition"]
    of_doctors = paid.group_by(*case, "doctor").agg(
        nw.col("fen").sum(), nw.col("day").max()
    )
    most = of_doctors.with_columns(most=nw.col("fen").max().over(*case))
    # Of two who were paid alike the first by name: every engine must choose the same.
    theirs = nw.when(nw.col("fen") == nw.col("most")).then(nw.col("doctor"))
    cases = (
        most.with_columns(theirs=theirs)
        .group_by(*case)
        .agg(
            nw.col("theirs").min().alias("doctor"),
            nw.col("fen").sum().alias("paid"),
            nw.col("day").max(),
        )
    )
    cases = cases.filter(nw.col("paid") > 0).with_columns(
        amount=nw.col("paid").cast(nw.Float64).log()
    )
    return _with_patient(tables, cases, ("need", "payer"))


def _with_patient(tables: Tables, rows: Frame, asked: Sequence[str]) -> Frame:
    """The rows with what their patient says of need and payer, where it is told."""
    own = rows.collect_schema().names()
    of_patients = tables.columns.get("patients", frozenset())
    told = [one for one in asked if one in of_patients and one not in own]
    if not told:
        return rows
    people = tables["patients"].select("patient_id", *told)
    return rows.join(people, on="patient_id", how="left")


def _with_cases(tables: Tables, one: Row, rows: Frame, alike: Sequence[str]) -> Row:
    """The cases that lie furthest above what is usual in their circumstances."""
    usual = nw.col("amount").mean().over(*alike) if alike else nw.col("amount").mean()
    ours = rows.with_columns(usual=usual).filter(nw.col(one.dim) == one.group)
    ours = ours.with_columns(above=nw.col("amount") - nw.col("usual"))
    ours = may_be_named(tables, ours).sort(
        "above", "patient_id", "condition", descending=[True, False, False]
    )
    top = fetched(
        ours.select("patient_id", "condition", "day", "amount", "usual", "named").head(
            SHOWN
        )
    )
    cases = tuple(_case(row) for row in top if row["named"])
    return replace(one, cases=cases, hidden=len(top) - len(cases))


def _case(row: dict[str, Any]) -> Case:
    amount, usual = (round(exp(row[one]) / FEN, 2) for one in ("amount", "usual"))
    what, day = str(row["condition"]), str(row["day"])
    return Case(str(row["patient_id"]), what, day, amount, usual)
