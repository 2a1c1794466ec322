"""Who brought whom: generations, and how far one person's word has carried."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import narwhals as nw

from pulse.fetch import fetched
from pulse.hidden import may_be_named
from pulse.introductions import are_told, introduced
from pulse.opened import Tables
from pulse.period import Period

MOST = 100


class Link(NamedTuple):
    """One patient brought by another, and how many introductions that is deep."""

    by_patient_id: str
    patient_id: str
    day: str | None
    generation: int


class Influence(NamedTuple):
    """One person: how many they brought, and how many came through those."""

    patient_id: str
    brought: int
    through_them: int

    @property
    def influence(self) -> int:
        return self.brought + self.through_them


@dataclass(frozen=True)
class Network:
    """All introductions before the period's end.

    Generation 1 was brought by somebody nobody brought. Restricted persons are counted
    and not named.
    """

    introduced: int
    introducers: int
    generations: Mapping[int, int]
    influence: Sequence[Influence]
    links: Sequence[Link]

    def as_json(self) -> dict[str, Any]:
        return {
            "introduced": self.introduced,
            "introducers": self.introducers,
            "generations": [
                {"generation": generation, "patients": count}
                for generation, count in self.generations.items()
            ],
            "influence": [
                {
                    "patient_id": one.patient_id,
                    "brought": one.brought,
                    "through_them": one.through_them,
                    "influence": one.influence,
                }
                for one in self.influence[:MOST]
            ],
            "links": [
                {
                    "by_patient_id": one.by_patient_id,
                    "patient_id": one.patient_id,
                    "day": one.day,
                    "generation": one.generation,
                }
                for one in self.links
            ],
        }


def introduction_network(tables: Tables, period: Period) -> Network | None:
    """The network as it stood when the period ended; none where nothing is told.

    Every patient was brought once, by the first who brought them. A ring (A brought B,
    B brought A) has no beginning and is entered at its least id.
    """
    tables = tables.carrying(())
    if not are_told(tables):
        return None
    rows = introduced(tables, period.end).filter(
        (nw.col("day") < nw.lit(period.end)) | nw.col("day").is_null()
    )
    links = fetched(
        rows.select("patient_id", "by_patient_id", "day").sort("patient_id")
    )
    by = {str(row["patient_id"]): str(row["by_patient_id"]) for row in links}
    generations = _generations(by)
    brought = Counter(by.values())
    hidden = _hidden(tables)
    return Network(
        introduced=len(by),
        introducers=len(brought),
        generations=dict(sorted(Counter(generations.values()).items())),
        influence=_ranked(brought, _through(by, generations), hidden),
        links=[
            _link(row, generations[row["patient_id"]])
            for row in links
            if row["patient_id"] not in hidden and row["by_patient_id"] not in hidden
        ],
    )


def _link(row: Mapping[str, Any], generation: int) -> Link:
    day = row["day"]
    told = day.isoformat() if day else None
    return Link(row["by_patient_id"], row["patient_id"], told, generation)


def _hidden(tables: Tables) -> frozenset[str]:
    """Those who may not be named."""
    if tables.lacks(("patients.restricted",)):
        return frozenset()
    rows = may_be_named(tables, tables["patients"].select("patient_id"))
    unnamed = fetched(rows.filter(~nw.col("named")).select("patient_id"))
    return frozenset(str(row["patient_id"]) for row in unnamed)


def _generations(by: Mapping[str, str]) -> dict[str, int]:
    """How many introductions lie between each patient and the first bringer."""
    found: dict[str, int] = {}
    for start in by:
        chain: list[str] = []
        one: str | None = start
        on_chain: set[str] = set()
        while (
            one is not None and one in by and one not in found and one not in on_chain
        ):
            chain.append(one)
            on_chain.add(one)
            one = by[one]
        # A ring is cut where it was entered: that patient counts as brought first.
        depth = found.get(one, 0) if one is not None and one not in on_chain else 0
        for patient in reversed(chain):
            depth += 1
            found[patient] = depth
    return found


def _through(by: Mapping[str, str], generations: Mapping[str, int]) -> Counter[str]:
    """For each bringer, those who came through the people they brought."""
    everyone: Counter[str] = Counter()
    for patient in sorted(by, key=lambda one: -generations[one]):
        bringer = by[patient]
        if generations.get(bringer, 0) < generations[patient]:
            everyone[bringer] += 1 + everyone[patient]
    direct = Counter(
        bringer
        for patient, bringer in by.items()
        if generations.get(bringer, 0) < generations[patient]
    )
    return everyone - direct


def _ranked(
    brought: Counter[str], through: Counter[str], hidden: frozenset[str]
) -> list[Influence]:
    people = [
        Influence(patient, count, through[patient])
        for patient, count in brought.items()
        if patient not in hidden
    ]
    return sorted(people, key=lambda one: (-one.influence, one.patient_id))
