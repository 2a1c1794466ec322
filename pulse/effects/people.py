"""Who was drawn into which experiment, and who of them came: as they were drawn.

Everybody counts on the side they were drawn to, reached or not (intention to treat).
"""

from datetime import timedelta

import narwhals as nw

from pulse.fetch import Frame
from pulse.opened import MONTH, Tables
from pulse.period import Period, days_later
from pulse.share import indicator

TREATED, HELD_OUT = "TREATED", "HELD_OUT"
WITHIN = 90
YEAR = 365


def drawn(tables: Tables, period: Period) -> Frame:
    """One row a person and experiment, drawn in the period: when, and to which side.

    `arm` and `other` differ where one person was drawn to both sides; such a draw says
    nothing and is only counted.
    """
    rows = tables.rows("assignments").filter(period.covers("day"))
    columns = tables.columns["assignments"]
    stratum = nw.col("stratum") if "stratum" in columns else nw.lit("")
    share = nw.col("held_share") if "held_share" in columns else nw.lit(None)
    rows = rows.with_columns(
        stratum=stratum.cast(nw.String).fill_null(""),
        held_share=share.cast(nw.Float64),
    )
    return rows.group_by("experiment", "patient_id", *tables.own_dims()).agg(
        nw.col("day").min(),
        nw.col(MONTH).min(),
        nw.col("arm").min(),
        nw.col("arm").max().alias("other"),
        nw.col("stratum").min(),
        nw.col("held_share").min(),
    )


def is_counted(tables: Tables, within: int) -> nw.Expr:
    """Drawn to one side only, and all days passed by the end of the data."""
    passed = tables.until() - timedelta(days=within)
    return (nw.col("arm") == nw.col("other")) & (nw.col("day") < nw.lit(passed))


def followed(tables: Tables, period: Period, within: int = WITHIN) -> Frame:
    """Those drawn whose days have passed: `treated` and `came`, 1 or 0, and `before`.

    `came` tells of a visit after the day of the draw and up to `within` days from it;
    `before` counts the visits of the year up to it.
    """
    people = drawn(tables, period).filter(is_counted(tables, within))
    keys = ["experiment", "patient_id"]
    visits = _visits(tables, period, within)
    told = people.select(*keys, "day").join(visits, on="patient_id", how="inner")
    came_on, day = nw.col("came_on"), nw.col("day")
    is_after = (came_on > day) & (came_on <= days_later("day", within))
    is_before = (came_on < day) & (days_later("came_on", YEAR) >= day)
    told = told.with_columns(after=indicator(is_after), before=indicator(is_before))
    sums = told.group_by(*keys).agg(nw.col("after").max(), nw.col("before").sum())
    rows = people.join(sums, on=keys, how="left")
    return rows.with_columns(
        treated=indicator(nw.col("arm") == TREATED),
        came=nw.col("after").fill_null(0).cast(nw.Int64),
        before=nw.col("before").fill_null(0).cast(nw.Int64),
    )


def _visits(tables: Tables, period: Period, within: int) -> Frame:
    first = period.start - timedelta(days=YEAR)
    reach = Period(first, period.end + timedelta(days=within))
    came_on = nw.col("began_at").cast(nw.Date).alias("came_on")
    return (
        tables["visits"].filter(reach.covers("began_at")).select("patient_id", came_on)
    )
