"""Restricted persons: counted in every figure, named in no list."""

import narwhals as nw

from pulse.fetch import Frame
from pulse.opened import Tables


def may_be_named(tables: Tables, rows: Frame) -> Frame:
    """The rows with a column `named`: false for restricted persons."""
    is_of_patients = "patient_id" in rows.collect_schema().names()
    if not is_of_patients or tables.lacks(("patients.restricted",)):
        return rows.with_columns(named=nw.lit(value=True))
    restricted = (
        tables["patients"]
        .filter(nw.col("restricted").fill_null(value=False))
        .select("patient_id")
        .unique()
        .with_columns(is_hidden=nw.lit(1))
    )
    marked = rows.join(restricted, on="patient_id", how="left")
    return marked.with_columns(named=nw.col("is_hidden").is_null()).drop("is_hidden")
