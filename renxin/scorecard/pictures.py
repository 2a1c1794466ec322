"""What the pictures show: who left and why, who matters, who stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

import narwhals as nw

import pulse
from renxin.scorecard.narrowing import at_clinic
from renxin.scorecard.span import MONTHS_A_YEAR, Span

TOLD = 100  # introducers told of by name; the rest are in the counts


@dataclass(frozen=True)
class Leaving:
    """Of everyone with us a year ago: who left, for what reason, who came again."""

    whole: int
    lost: int
    reasons: Mapping[str, int]
    months: Mapping[str, int]
    hidden: int
    won_back: int | None

    def told(self, reason: str) -> int:
        return self.reasons.get(reason, 0)


@dataclass(frozen=True)
class Cohort:
    """Patients first seen in one month; within how many days they came again."""

    month: str
    whole: int
    within: Mapping[str, int | None]


@dataclass(frozen=True)
class Curve:
    """How a total is spread, and how it was spread a year before."""

    n: int
    gini: float | None
    gini_before: float | None
    lorenz: list[float]
    stay: int | None = None
    stood: int | None = None

    def top(self, percent: int) -> float | None:
        return 1 - self.lorenz[100 - percent] if self.lorenz else None


@dataclass(frozen=True)
class Circle:
    """Who brought whom, in numbers: a bringer, those brought, those through them."""

    introduced: int
    introducers: int
    generations: Mapping[str, int]
    bringers: list[tuple[str, int, int]]


@dataclass(frozen=True)
class Agreed:
    """Of the patients of a year, how many agree to one purpose as it ends (K43)."""

    purpose: str
    part: int
    whole: int


@dataclass(frozen=True)
class Pictures:
    leaving: Leaving | None
    cohorts: list[Cohort]
    curves: Mapping[str, Curve]
    circle: Circle | None
    agreed: list[Agreed] = field(default_factory=list)

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        leaving, circle = told["leaving"], told["circle"]
        return cls(
            leaving=Leaving(**leaving) if leaving else None,
            cohorts=[Cohort(**one) for one in told["cohorts"]],
            curves={name: Curve(**one) for name, one in told["curves"].items()},
            circle=Circle(**circle) if circle else None,
            agreed=[Agreed(**one) for one in told.get("agreed", [])],
        )


def draw(tables: pulse.Tables, span: Span, group: str) -> Pictures:
    here = at_clinic(tables, group)
    year = pulse.Period.months_to(span.end, MONTHS_A_YEAR)
    has_visits = "visits" in tables and not _is_empty(here, "visits")
    return Pictures(
        leaving=leaving(tables, span, group) if has_visits else None,
        cohorts=_cohorts(here, span) if has_visits else [],
        curves=_curves(here, year),
        circle=_circle(here, span),
        agreed=_agreed(here, year),
    )


def _agreed(tables: pulse.Tables, year: pulse.Period) -> list[Agreed]:
    """By purpose, the widest agreed to first."""
    told = pulse.figures(tables, year, codes=["K43"]).figures
    found = [
        Agreed(str(one.by["purpose"]), int(one.part or 0), int(one.whole))
        for one in told
        if one.whole
    ]
    return sorted(found, key=lambda one: (-one.part, one.purpose))


def leaving(tables: pulse.Tables, span: Span, group: str) -> Leaving:
    """The loss of the house, or of one clinic: that of a patient's last visit there."""
    by = {"clinic": group} if group else {}
    figure = pulse.figures(tables, span.period, by=tuple(by), codes=["K22"])
    told = next((one for one in figure.figures if one.by == by), None)
    loss = pulse.loss(tables, span.period)
    patients = loss.patients
    if by:
        lost = set(pulse.rows(tables, "K22", span.period, by=by).patients())
        patients = [one for one in patients if one.patient_id in lost]
    reasons: dict[str, int] = dict(loss.by_reason)
    months: dict[str, int] = dict(loss.by_month)
    if by:
        reasons, months = {}, {}
        for one in patients:
            reasons[one.reason] = reasons.get(one.reason, 0) + 1
            months[one.month] = months.get(one.month, 0) + 1
    lost_now = int(told.part or 0) if told else 0
    return Leaving(
        whole=int(told.whole or 0) if told else 0,
        lost=lost_now,
        reasons=reasons,
        months=dict(sorted(months.items())),
        hidden=lost_now - len(patients),
        won_back=_won_back(tables, span, by),
    )


def _won_back(tables: pulse.Tables, span: Span, by: Mapping[str, str]) -> int | None:
    """Lost as the last year began, and seen in it; unknown where facts begin later."""
    year = pulse.Period.months_to(span.end, MONTHS_A_YEAR)
    first, _last = tables.span()
    if first > _months_before(year.start, 2 * MONTHS_A_YEAR):
        return None
    lost = pulse.rows(tables, "K22", year.before(), by=by).patients()
    began = nw.col("began_at").cast(nw.Date)
    since = (
        tables["visits"]
        .filter((began >= nw.lit(year.start)) & (began < nw.lit(year.end)))
        .select("patient_id")
        .unique()
        .collect()
    )
    return len(set(lost) & {str(one) for one in since["patient_id"]})


def _months_before(day: date, months: int) -> date:
    return pulse.Period.months_to(day, months).start


def _cohorts(tables: pulse.Tables, span: Span) -> list[Cohort]:
    return [
        Cohort(one.month, one.whole, {str(days): n for days, n in one.within.items()})
        for one in pulse.cohorts(tables, span.period)
    ]


def _curves(tables: pulse.Tables, year: pulse.Period) -> dict[str, Curve]:
    before = pulse.concentration(tables, year.before())
    return {
        name: Curve(
            n=one.n,
            gini=one.gini,
            gini_before=before[name].gini if name in before else None,
            lorenz=list(one.lorenz),
            stay=one.stays.part if one.stays else None,
            stood=one.stays.whole if one.stays else None,
        )
        for name, one in pulse.concentration(tables, year).items()
        if one.n
    }


def _circle(tables: pulse.Tables, span: Span) -> Circle | None:
    network = pulse.introduction_network(tables, span.period)
    if network is None or not network.introduced:
        return None
    return Circle(
        introduced=network.introduced,
        introducers=network.introducers,
        generations={str(depth): n for depth, n in network.generations.items()},
        bringers=[
            (one.patient_id, one.brought, one.through_them)
            for one in network.influence[:TOLD]
        ],
    )


def _is_empty(tables: pulse.Tables, name: str) -> bool:
    return not tables[name].select(nw.len()).collect().item()
