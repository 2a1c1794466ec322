"""Services that are always ordered together: packages, whether meant or grown."""

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from pulse.fetch import Frame, fetched
from pulse.hidden import may_be_named
from pulse.interval import wilson
from pulse.opened import Tables
from pulse.period import Period
from pulse.words import LANGUAGES, say

FEWEST = 30
# Together in more than nine of ten, as far as chance lets one say.
ALWAYS = 0.9
SHOWN = 10


@dataclass(frozen=True)
class Package:
    """Two services, on how many visits both, out of those with either.

    One always ordered with a common other is no package: only the two that hardly
    ever come alone are. To be looked into: is there a reason on every visit?
    """

    services: tuple[str, str]
    part: int
    whole: int
    visits: tuple[str, ...] = ()
    hidden: int = 0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.part, self.whole) or (0.0, 0.0)

    def sentence(self, lang: str) -> str:
        one, other = self.services
        return say(
            lang,
            "{one} and {other} were on one visit {part} of {whole} times: is there a"
            " reason every time?",
            one=one,
            other=other,
            part=f"{self.part:,}",
            whole=f"{self.whole:,}",
        )

    def as_json(self) -> dict[str, Any]:
        low, high = self.interval
        return {
            "services": list(self.services),
            "part": self.part,
            "whole": self.whole,
            "value": round(self.part / self.whole, 6),
            "low": round(low, 6),
            "high": round(high, 6),
            "sentence": {lang: self.sentence(lang) for lang in LANGUAGES},
            "visits": list(self.visits),
            "hidden_visits": self.hidden,
        }


def packages(tables: Tables, period: Period) -> tuple[Package, ...]:
    """The pairs of services that are nearly always charged on the same visit."""
    charged = tables.carrying(()).rows("charges").filter(period.covers("day"))
    charged = charged.filter(
        ~nw.col("service").is_null() & ~nw.col("visit_id").is_null()
    )
    charged = tables.engine.keep(
        charged.select("visit_id", "service", "patient_id").unique()
    )
    alone = charged.group_by("service").agg(nw.len().alias("visits"))
    times = {str(row["service"]): int(row["visits"]) for row in fetched(alone)}
    found = []
    for row in fetched(_pairs(charged)):
        one, other, both = str(row["service"]), str(row["other"]), int(row["both"])
        whole = times[one] + times[other] - both
        low, _ = wilson(both, whole) or (0.0, 0.0)
        if low >= ALWAYS:
            found.append(_package(tables, charged, (one, other), (both, whole)))
    return tuple(found)


def _pairs(charged: Frame) -> Frame:
    """Only of visits with several services, and of pairs often enough to be told."""
    several = charged.with_columns(services=nw.len().over("visit_id")).filter(
        nw.col("services") > 1
    )
    others = several.select("visit_id", nw.col("service").alias("other"))
    pairs = several.join(others, on="visit_id", how="inner").filter(
        nw.col("service") < nw.col("other")
    )
    counts = pairs.group_by("service", "other").agg(nw.len().alias("both"))
    return counts.filter(nw.col("both") >= FEWEST).sort("service", "other")


def _package(
    tables: Tables, charged: Frame, services: tuple[str, str], sums: tuple[int, int]
) -> Package:
    of_either = charged.filter(nw.col("service") == services[0])
    latest = fetched(
        may_be_named(tables, of_either)
        .sort("visit_id", descending=True)
        .select("visit_id", "named")
        .head(SHOWN)
    )
    visits = tuple(str(row["visit_id"]) for row in latest if row["named"])
    return Package(services, *sums, visits, len(latest) - len(visits))
