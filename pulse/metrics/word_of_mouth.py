"""Word of mouth: who was brought, and who brings."""

import narwhals as nw

from pulse.active import active
from pulse.introductions import introduced
from pulse.metrics.registry import Better, Unit, metric
from pulse.opened import MONTH, Tables
from pulse.panel import first_visits
from pulse.period import Period, month_of
from pulse.share import Share


@metric(
    "K11",
    zh="转介绍率",
    en="Introduction rate",
    better=Better.HIGHER,
    needs=("visits",),
    needs_any=("introductions", "patients.introduced_by"),
    unit=Unit.PERSONS,
    zh_definition="期内第一次来的人里，由患者或员工介绍来的比例。",
)
def introduction_rate(tables: Tables, period: Period) -> Share:
    """Patients brought by someone, out of all first seen in the period."""
    firsts = first_visits(tables, period.end).filter(period.covers("day"))
    brought = introduced(tables, period.end).select("patient_id", "by_patient_id")
    rows = firsts.join(brought, on="patient_id", how="left")
    return Share(rows, ~nw.col("by_patient_id").is_null())


@metric(
    "K12",
    zh="转介绍人占比",
    en="Introducer share",
    better=Better.HIGHER,
    needs=("visits",),
    needs_any=("introductions", "patients.introduced_by"),
    unit=Unit.PERSONS,
    adds_up=False,
    zh_definition="期内来过的人里，期内至少介绍来一个人的比例。",
)
def introducer_share(tables: Tables, period: Period) -> Share:
    """Patients who brought at least one other, out of all seen in the period."""
    months = [MONTH] if MONTH in tables.dims else []
    bringers = (
        introduced(tables, period.end)
        .filter(period.covers("day"))
        .with_columns(month_of("day").alias(MONTH))
        .select(nw.col("by_patient_id").alias("patient_id"), *months)
        .unique()
        .with_columns(brings=nw.lit(1))
    )
    rows = active(tables, period).join(bringers, on=["patient_id", *months], how="left")
    return Share(rows, ~nw.col("brings").is_null())
