"""The groups whose waits and care are compared: by payer, first visit, value.

They exist for this watch alone. No order of patients, no screen and no chance takes
them in: what a patient pays or brings must move nothing.
"""

import narwhals as nw

from pulse.fetch import Frame
from pulse.opened import Tables
from pulse.panel import net
from pulse.period import Period

TOP_FIFTH = 0.8


def grouped_visits(
    tables: Tables, rows: Frame, period: Period
) -> tuple[Frame, list[str]]:
    """The visits with the columns that group them, and the names of those there are."""
    rows, dims = _with_payer(tables, rows)
    if "kind" in tables.columns["visits"]:
        is_first = nw.col("kind") == "FIRST"
        first = nw.when(is_first).then(nw.lit("FIRST")).otherwise(nw.lit("AGAIN"))
        rows = rows.with_columns(
            first_visit=nw.when(~nw.col("kind").is_null()).then(first)
        )
        dims.append("first_visit")
    if "charges" in tables:
        rows = rows.join(_values(tables, period), on="patient_id", how="left")
        rows = rows.with_columns(
            value_tier=nw.col("value_tier").fill_null("NOTHING_PAID")
        )
        dims.append("value_tier")
    return rows, dims


def _with_payer(tables: Tables, rows: Frame) -> tuple[Frame, list[str]]:
    if "payer" in tables.columns["visits"]:
        return rows, ["payer"]
    if "payer" not in tables.columns.get("patients", frozenset()):
        return rows, []
    people = tables["patients"].select("patient_id", "payer")
    return rows.join(people, on="patient_id", how="left"), ["payer"]


def _values(tables: Tables, period: Period) -> Frame:
    """Who paid the most in the period: the top fifth of the payers, and the rest."""
    paid = tables.carrying(()).rows("charges").filter(period.covers("day"))
    paid = paid.with_columns(fen=net(tables))
    people = paid.group_by("patient_id").agg(nw.col("fen").sum())
    people = people.filter(nw.col("fen") > 0).with_columns(one=nw.lit(1))
    rank = nw.col("fen").rank("min").over("one")
    people = people.with_columns(place=rank, many=nw.len().over("one"))
    is_top = nw.col("place") > TOP_FIFTH * nw.col("many")
    tier = nw.when(is_top).then(nw.lit("TOP_FIFTH")).otherwise(nw.lit("PAYING"))
    return people.select("patient_id", value_tier=tier)
