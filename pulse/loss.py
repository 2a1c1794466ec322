"""Who was lost by the rule, why, and since when, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.attrition import WINDOW, lost
from pulse.fetch import Frame, fetched
from pulse.figures import Figure, figures
from pulse.hidden import may_be_named
from pulse.metrics.retention import ASKED, told_losses
from pulse.opened import MONTH, Tables
from pulse.period import Period, month_name, month_of

APART = ("MOVED", "DIED", "UNKNOWN", "NOT_ASKED")
# What the founding text says of Chinese clinics, its source unknown. Shown beside one's
# own figures and never mixed with them.
CLAIMS: Mapping[str, float] = {
    "MONEY": 0.31,
    "TIME": 0.17,
    "TRUST": 0.46,
    "OTHER": 0.06,
}


@dataclass(frozen=True)
class Lost:
    """One patient lost: last seen when, lost since which month, for what reason."""

    patient_id: str
    last_seen_on: str
    month: str
    reason: str


@dataclass(frozen=True)
class Loss:
    """Patients lost by the rule of K22, as the period ends.

    `patients` names them but for the restricted ones, who are in `hidden` and in every
    count.
    """

    figure: Figure
    by_reason: Mapping[str, int]
    by_month: Mapping[str, int]
    patients: Sequence[Lost]
    hidden: int

    def asked(self) -> int:
        """Those who told one of the four reasons: the whole of the reasons' shares."""
        return sum(self.by_reason.get(reason, 0) for reason in ASKED)

    def share(self, reason: str) -> float | None:
        asked = self.asked()
        return self.by_reason.get(reason, 0) / asked if asked else None

    def as_json(self) -> dict[str, Any]:
        return {
            "part": self.figure.part,
            "whole": self.figure.whole,
            "value": self.figure.as_json()["value"],
            "asked": self.asked(),
            "by_reason": [self._told(reason) for reason in ASKED],
            "apart": [self._counted("reason", reason) for reason in APART],
            "by_month": [self._counted("month", month) for month in self.by_month],
            "hidden": self.hidden,
            "claims": {"label": "seed claim, source unknown", **CLAIMS},
        }

    def _told(self, reason: str) -> dict[str, Any]:
        share = self.share(reason)
        return self._counted("reason", reason) | {
            "whole": self.asked(),
            "value": None if share is None else round(share, 6),
            "claim": CLAIMS[reason],
        }

    def _counted(self, field: str, name: str) -> dict[str, Any]:
        counts = self.by_reason if field == "reason" else self.by_month
        ids = [one.patient_id for one in self.patients if getattr(one, field) == name]
        return {field: name, "part": counts.get(name, 0), "ids": ids}


def loss(tables: Tables, period: Period) -> Loss:
    """The patients behind K22, each with the reason they told us and the month.

    The month is the one in which twelve had passed since they were last seen.
    """
    tables = tables.carrying(())
    rows = lost(tables, period.end).with_columns(
        (month_of("last_at") + WINDOW).alias(MONTH)
    )
    if "losses" in tables:
        rows = rows.join(_reasons(tables, period), on="patient_id", how="left")
        rows = rows.with_columns(nw.col("reason").fill_null("NOT_ASKED"))
    else:
        rows = rows.with_columns(reason=nw.lit("NOT_ASKED"))
    told = tables.once(("loss", period), lambda: may_be_named(tables, rows))
    counts = told.group_by("reason", MONTH, "named").agg(nw.len().alias("n"))
    cube = fetched(counts)
    return Loss(
        figure=figures(tables, period, codes=["K22"]).figures[0],
        by_reason=_summed(cube, "reason"),
        by_month={month_name(int(m)): n for m, n in _summed(cube, MONTH).items()},
        patients=_named(told),
        hidden=sum(int(row["n"]) for row in cube if not row["named"]),
    )


def _reasons(tables: Tables, period: Period) -> Frame:
    """The last reason each patient told before the period's end."""
    told = told_losses(tables).filter(nw.col("day") < nw.lit(period.end))
    latest = nw.col("day").max().over("patient_id")
    told = told.with_columns(latest=latest).filter(nw.col("day") == nw.col("latest"))
    return told.group_by("patient_id").agg(nw.col("reason").min())


def _summed(cube: Sequence[Mapping[str, Any]], column: str) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for row in sorted(cube, key=lambda row: row[column]):
        sums[row[column]] = sums.get(row[column], 0) + int(row["n"])
    return sums


def _named(told: Frame) -> tuple[Lost, ...]:
    rows = told.filter(nw.col("named")).select(
        "patient_id", nw.col("last_at").cast(nw.Date), MONTH, "reason"
    )
    return tuple(
        Lost(
            row["patient_id"],
            row["last_at"].isoformat(),
            month_name(int(row[MONTH])),
            row["reason"],
        )
        for row in fetched(rows.sort("last_at", "patient_id"))
    )
