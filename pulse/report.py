"""The whole report: figures, groups, trends, concentration, cohorts, loss, network."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pulse.cohort import Cohort, cohorts
from pulse.concentration import Concentration
from pulse.day_flow import DayFlow, busiest_day, day_flow
from pulse.effects.found import effects
from pulse.effects.told import Effect
from pulse.fair import Reasonable, Row, Waits, content, reasonable, waits
from pulse.figures import Answer, Figure, LeftOut, figures
from pulse.holders import concentration
from pulse.loss import Loss, loss
from pulse.metrics import catalogue
from pulse.network import Network, introduction_network
from pulse.no_shows import NoShows, no_shows
from pulse.opened import Tables
from pulse.period import Period
from pulse.stations import Stations, stations
from pulse.trend import answer_from, trends, year_before

MONTHS = 24


@dataclass(frozen=True)
class Report:
    """Everything Pulse has to say about a period."""

    tables: Tables
    period: Period
    figures: tuple[Figure, ...]
    left_out: tuple[LeftOut, ...]
    trends: Mapping[str, tuple[Figure, ...]]
    concentration: Mapping[str, Concentration]
    cohorts: tuple[Cohort, ...]
    loss: Loss | None
    network: Network | None
    no_shows: NoShows | None = None
    stations: Stations | None = None
    day_flow: DayFlow | None = None
    reasonable: Reasonable | None = None
    waits: Waits | None = None
    content: tuple[Row, ...] = ()
    effects: tuple[Effect, ...] = ()

    def whole(self, code: str) -> Figure | None:
        """The figure that is not of a group."""
        return next(
            (one for one in self.figures if one.code == code and not one.by), None
        )

    def year_before(self, code: str) -> Figure | None:
        series = self.trends.get(code, ())
        return year_before(series) if series else None

    def as_json(self) -> dict[str, Any]:
        return {
            "period": self.period.as_json(self.tables.zone),
            "figures": [one.as_json() for one in self.figures],
            "left_out": [one.as_json() for one in self.left_out],
            "tables": [one.as_json() for one in self.tables.accounts],
            "trends": {
                code: [one.as_json() for one in series]
                for code, series in self.trends.items()
                if series
            },
            "concentration": {
                name: one.as_json() for name, one in self.concentration.items()
            },
            "cohorts": [one.as_json() for one in self.cohorts],
            "loss": self.loss.as_json() if self.loss else None,
            "introduction_network": self.network.as_json() if self.network else None,
            "no_shows": self.no_shows.as_json() if self.no_shows else None,
            "stations": self.stations.as_json() if self.stations else None,
            "day_flow": self.day_flow.as_json() if self.day_flow else None,
            "reasonable": self.reasonable.as_json() if self.reasonable else None,
            "waits": self.waits.as_json() if self.waits else None,
            "content": [one.as_json() for one in self.content],
            "effects": [one.as_json() for one in self.effects],
        }


def report(tables: Tables, period: Period, *, by: Sequence[str] = ()) -> Report:
    """Answer all the tables allow: the whole, and once more by the groups asked."""
    series = trends(tables, period, months=MONTHS)
    whole = _whole(tables, period, series)
    groups = figures(tables, period, by=by) if by else Answer(())
    has_visits = "visits" in tables
    fullest = busiest_day(tables, period)
    return Report(
        tables=tables,
        period=period,
        figures=(*whole.figures, *_new(groups, by)),
        left_out=(*whole.left_out, *(one for one in groups.left_out if one.by)),
        trends=series,
        concentration=concentration(tables, period),
        cohorts=cohorts(tables, period) if has_visits else (),
        loss=loss(tables, period) if has_visits else None,
        network=introduction_network(tables, period),
        no_shows=no_shows(tables, period),
        stations=stations(tables, period),
        day_flow=day_flow(tables, fullest) if fullest else None,
        reasonable=reasonable(tables, period),
        waits=waits(tables, period),
        content=content(tables, period),
        effects=effects(tables, period),
    )


def _whole(
    tables: Tables, period: Period, series: Mapping[str, Sequence[Figure]]
) -> Answer:
    """The period's figures: added up from its months where they add up."""
    told = {code: months for code, months in series.items() if months}
    is_in_months = period.is_whole_months() and len(period.months()) <= MONTHS
    added = answer_from(told, period) if is_in_months else Answer(())
    known = {one.code for one in added.figures}
    asked = figures(
        tables, period, codes=[one for one in catalogue() if one not in known]
    )
    every = sorted((*added.figures, *asked.figures), key=lambda one: one.code)
    return Answer(tuple(every), asked.left_out)


def _new(groups: Answer, by: Sequence[str]) -> Iterable[Figure]:
    return groups.figures if by else ()


def suppress(found: Iterable[Figure], *, below: int) -> tuple[Figure, ...]:
    """The figures with the numbers taken from those of fewer than so many."""
    return tuple(
        replace(one, part=None, whole=None, value=None, n=None)
        if 0 < (one.n or one.whole or 0) < below
        else one
        for one in found
    )
