"""B1: the full report, against the same figures in pandas, Polars and SQL by hand.

Every side runs in a process of its own, one after the other, round by round; each must
give the same answers. The floor is one scan of the columns the report reads.
"""

import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from benchmarks.figures import by_pandas, by_polars, by_pulse, by_sql, made
from benchmarks.figures.answers import Answers, differences

PATIENTS = {"small": 100_000, "full": 1_000_000}
ROUNDS = {"small": 3, "full": 2}
SLOWEST_ROUNDS = 1
SIDES: dict[str, Callable[[Path], Answers]] = {
    "pulse": by_pulse.answers,
    "sql": by_sql.answers,
    "polars": by_polars.answers,
    "pandas": by_pandas.answers,
    "floor": by_pulse.floor,
}
# How many times slower than ours a peer should at least be; for the floor, at most how
# many times slower ours may be.
GOALS = {"pandas": 10.0, "polars": 3.0, "sql": 1 / 1.5, "floor": 1 / 15}
MEMORY_GOAL_MB = 4096


def run(size: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="b01-") as name:
        folder = Path(name)
        made.make(folder, PATIENTS[size])
        taken, memory, answers = _raced(folder, ROUNDS[size])
    for side in ("sql", "polars", "pandas"):
        assert not (found := differences(answers["pulse"], answers[side])), found[:5]
    ours = median(taken["pulse"])
    against = {side: round(median(taken[side]) / ours, 2) for side in GOALS}
    _told(taken, memory, against)
    return {
        "patients": PATIENTS[size],
        "visits": PATIENTS[size] * 10,
        "same_answers": len(answers["pandas"]),
        "seconds": {side: _spread(times) for side, times in taken.items()},
        "memory_mb": memory,
        "against": against,
        "goals": {**{side: round(goal, 3) for side, goal in GOALS.items()}},
        "memory_goal_mb": MEMORY_GOAL_MB,
        "ratio": against["pandas"],
    }


def _raced(
    folder: Path, rounds: int
) -> tuple[dict[str, list[float]], dict[str, int], dict[str, Answers]]:
    taken: dict[str, list[float]] = {side: [] for side in SIDES}
    memory = dict.fromkeys(SIDES, 0)
    answers: dict[str, Answers] = {}
    for nth in range(rounds):
        for side in SIDES:
            if side == "pandas" and nth >= SLOWEST_ROUNDS:
                continue
            seconds, peak, told = _alone(side, folder)
            taken[side].append(seconds)
            memory[side] = max(memory[side], peak)
            answers[side] = told
    return taken, memory, answers


def _alone(side: str, folder: Path) -> tuple[float, int, Answers]:
    """In a new process: nothing warm from the side before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_timed, side, folder).result()


def _timed(side: str, folder: Path) -> tuple[float, int, Answers]:
    began = time.perf_counter()
    answers = SIDES[side](folder)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    plain = {name: tuple(_plain(one) for one in told) for name, told in answers.items()}
    return seconds, peak, plain


def _plain(number: object) -> float | int | None:
    if number is None or isinstance(number, int):
        return number
    return float(str(number))


def _spread(times: list[float]) -> dict[str, float]:
    return {
        "median": round(median(times), 2),
        "least": round(min(times), 2),
        "most": round(max(times), 2),
    }


def _told(
    taken: dict[str, list[float]], memory: dict[str, int], against: dict[str, float]
) -> None:
    for side, times in taken.items():
        told = _spread(times)
        line = f"{side:<8}{told['median']:>8.2f} s ({told['least']}–{told['most']})"
        ratio = f"  {against[side]:>6.2f} × ours" if side in against else ""
        print(f"{line}  {memory[side]:>6} MB{ratio}")
