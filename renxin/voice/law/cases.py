"""The sentences a pack is held to, and how often its rules are right about them."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from renxin.voice.law.checking import check
from renxin.voice.law.pack import HOME, PACKS

# The day the sentences are held to be said; the rules of that day judge them.
SAID_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """What was said and where, and which rules should speak of it."""

    surface: str
    text: str
    expected: Mapping[str, str]
    missed: tuple[str, ...]
    wrongly: tuple[str, ...]

    def found(self, under: str = HOME) -> dict[str, str]:
        every = check(self.text, self.surface, on=SAID_ON, under=under)
        return {one.rule: one.severity.value for one in every}


@dataclass
class Score:
    """Of one rule: found rightly, found wrongly, not found."""

    rightly: int = 0
    wrongly: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        found = self.rightly + self.wrongly
        return self.rightly / found if found else None

    @property
    def recall(self) -> float | None:
        there = self.rightly + self.missed
        return self.rightly / there if there else None


@dataclass(frozen=True)
class Sheet:
    """All the rules of a pack, and how many sentences they were tried on."""

    cases: int
    innocent: int
    scores: dict[str, Score] = field(default_factory=dict)


def cases(name: str = HOME) -> Iterator[Case]:
    told = tomllib.loads((PACKS / name / "cases.toml").read_text("utf-8"))
    for one in told["said"]:
        known = (tuple(one.get(part, ())) for part in ("missed", "wrongly"))
        yield Case(one["s"], one["t"], one.get("x", {}), *known)


def sheet(name: str = HOME) -> Sheet:
    every, scores = list(cases(name)), Counter[tuple[str, str]]()
    for case in every:
        found = case.found(name)
        scores.update((rule, "rightly") for rule in found if rule in case.expected)
        scores.update((rule, "wrongly") for rule in found if rule not in case.expected)
        scores.update((rule, "missed") for rule in case.expected if rule not in found)
    rules = sorted({rule for rule, _what in scores})
    told = {
        rule: Score(*(scores[rule, what] for what in ("rightly", "wrongly", "missed")))
        for rule in rules
    }
    return Sheet(len(every), sum(not one.expected for one in every), told)
