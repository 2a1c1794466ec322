"""Who brought whom, as rows: from introductions and from the patients' own record."""

from datetime import date

import narwhals as nw

from pulse.fetch import Frame
from pulse.opened import Tables
from pulse.panel import seen


def are_told(tables: Tables) -> bool:
    return not tables.lacks(("introductions",)) or _patients_tell(tables)


def _patients_tell(tables: Tables) -> bool:
    return not tables.lacks(("patients.introduced_by",))


def introduced(tables: Tables, end: date) -> Frame:
    """One row a patient brought: `patient_id`, `by_patient_id`, `day`, the first time.

    Nobody brings themselves. Where only the patient's own record tells, the day is that
    of registration, else of the first visit. `end` only says which panel to ask.
    """
    plain = tables.carrying(())
    return plain.once("introduced", lambda: _introduced(plain, end))


def _introduced(tables: Tables, end: date) -> Frame:
    parts = []
    if not tables.lacks(("introductions",)):
        parts.append(
            tables["introductions"].select("patient_id", "by_patient_id", "day")
        )
    if _patients_tell(tables):
        parts.append(_from_patients(tables, end))
    every = nw.concat(parts) if len(parts) > 1 else parts[0]
    every = every.filter(nw.col("patient_id") != nw.col("by_patient_id"))
    first_day = every.group_by("patient_id").agg(nw.col("day").min().alias("first_day"))
    told = every.join(first_day, on="patient_id", how="left").filter(
        (nw.col("day") == nw.col("first_day")) | nw.col("first_day").is_null()
    )
    return told.group_by("patient_id").agg(
        nw.col("by_patient_id").min(), nw.col("day").min()
    )


def _from_patients(tables: Tables, end: date) -> Frame:
    rows = tables["patients"].filter(~nw.col("introduced_by").is_null())
    registered = nw.lit(None).cast(nw.Date)
    if "registered_on" in tables.columns["patients"]:
        registered = nw.col("registered_on")
    rows = rows.select(
        "patient_id",
        nw.col("introduced_by").alias("by_patient_id"),
        registered.alias("day"),
    )
    if "visits" not in tables:
        return rows
    first_on = nw.col("first_at").cast(nw.Date).alias("first_on")
    first = seen(tables, end).select("patient_id", first_on)
    rows = rows.join(first, on="patient_id", how="left")
    return rows.select(
        "patient_id",
        "by_patient_id",
        nw.coalesce(nw.col("day"), nw.col("first_on")).alias("day"),
    )
