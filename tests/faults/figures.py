"""What the faults did to the house, held to its bound, kept, and told in the papers.

Each test that tells of one says what it found; that must lie within what is promised
here. With RENXIN_KEEP_FIGURES set it is kept, and docs/reliability.md written anew.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

KEPT = Path(__file__).with_name("figures.json")
PAPER = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- figures -->", "<!-- end of figures -->"
HEAD = "| # | what is done to the house | what came of it | must be | tried by |"
Figures = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is done to the house, and what may come of it at most."""

    done: str
    test: str
    most: Figures = field(default_factory=dict)


NOTHING = {"lost": 0, "doubled": 0, "not to be said": 0}
FAULTS = {
    "FI-00": Fault(
        done="killed before each statement of every changing view and after the last,"
        " and sent again with the same key",
        test="test_nth_statement.py",
        most={"half done": 0, "not once": 0, "asked outside while a page waits": 0},
    ),
    "FI-03": Fault(
        done="workers killed while a carrier refuses, answers late, says 500, breaks"
        " the line",
        test="test_dispatch.py",
        most=NOTHING,
    ),
    "FI-04": Fault(
        done="a worker frozen past the time it has messages in hand",
        test="test_dispatch.py",
        most=NOTHING,
    ),
    "FI-09": Fault(
        done="clocks that jump an hour on and back, days of 23 and of 25 hours, a leap"
        " second, a birthday in an hour that never was",
        test="test_clock.py",
        most={"never said": 0, "said twice": 0, "said by night": 0},
    ),
    "FI-15": Fault(
        done="the carrier is gone, and comes back",
        test="test_dispatch.py",
        most=NOTHING | {"tried in vain": 0},
    ),
}


def found(number: str, **figures: int) -> None:
    """Within its bounds, or the test fails; a name of two words has a _ in it."""
    told = {name.replace("_", " "): many for name, many in figures.items()}
    most = FAULTS[number].most
    assert most.keys() <= told.keys(), f"{number} does not tell all it promises"
    beyond = {name: told[name] for name in most if told[name] > most[name]}
    print(f"{number}: {in_words(told)}")  # noqa: T201  for whoever runs it with -s
    assert not beyond, f"{number}: {beyond}"
    if os.environ.get("RENXIN_KEEP_FIGURES"):
        _keep(number, told)


def _keep(number: str, told: Figures) -> None:
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    kept[number] = {"when": f"{datetime.now(UTC):%Y-%m-%d}", "found": dict(told)}
    text = json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False)
    KEPT.write_text(text + "\n", "utf-8")
    PAPER.write_text(renewed(PAPER.read_text("utf-8")), "utf-8")


def renewed(text: str) -> str:
    """The paper with its figures as they are now; its words stay."""
    before, rest = text.split(BEGINS)
    return f"{before}{BEGINS}\n{table()}\n{ENDS}{rest.split(ENDS)[1]}"


def table() -> str:
    kept = json.loads(KEPT.read_text("utf-8"))
    lines = ["", HEAD, "|---|---|---|---|---|"]
    for number, came in sorted(kept.items()):
        fault = FAULTS[number]
        told = f"{in_words(came['found'])} ({came['when']})"
        cells = (number, fault.done, told, in_words(fault.most), f"`{fault.test}`")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def in_words(figures: Figures) -> str:
    return ", ".join(f"{name} {many:,}" for name, many in figures.items())
