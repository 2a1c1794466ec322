"""What patients say: surveys with their silence, and complaints."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints, chance, logistic, one_of, some
from renxin.demo.comings import LEFT, MADE_GOOD, PROMISE_BROKEN, PROMISE_KEPT
from renxin.demo.log import Column
from renxin.demo.seasons import MINUTES_A_DAY, Season, at_work, is_day_off
from renxin.demo.staff import Staff
from renxin.demo.words import truth

ELEMENTS = (
    "ETHICS", "TECHNIQUE", "SERVICE", "ENVIRONMENT",
    "PRICE", "EQUIPMENT", "PROCESS", "COMMUNICATION",
    "OVERALL", "RECOMMEND", "PAIN", "OUTCOME",
)  # fmt: skip
EIGHT, OVERALL, RECOMMEND, PAIN, OUTCOME = 8, 8, 9, 10, 11
# How the eight sit apart: happiest with people, least with price and process.
LEVEL = np.array((0.30, 0.20, 0.15, 0.0, -0.35, 0.10, -0.30, 0.05))
COMPLAINT_KINDS = ("SPOT", "COMPLEX", "MULTI")
WORKING_DAYS = (0, 5, 10)
REMARKED = 0.16


def surveys(
    seed: int, district: int, came: Mapping[str, Column], staff: Staff, season: Season
) -> dict[str, Column]:
    """One row per question asked; `score` below zero is silence."""
    rng, tale = chance(seed, district, "surveys"), truth()["survey"]
    visit = np.flatnonzero(rng.random(len(came["key"])) < tale["asked"])
    content = _content(rng, came, staff)[visit]
    chance_of = tale["answer_base"] + tale["answer_satisfied"] * content
    answers = rng.random(len(visit)) < logistic(chance_of)
    asked = came["ended"][visit] + rng.integers(90, 600, len(visit))
    answered = asked + rng.exponential(500, len(visit)).astype(np.int64)
    answers &= answered < season.end * MINUTES_A_DAY
    questions = _questions(rng, len(visit))
    row, element = np.nonzero(questions)
    score = _scores(rng, element, content[row], came["service"][visit][row])
    speaks = (element == OVERALL) & answers[row] & (rng.random(len(row)) < REMARKED)
    return {
        "visit": visit[row],
        "element": element,
        "asked": asked[row],
        "answered": np.where(answers[row], answered[row], -1),
        "score": np.where(answers[row], score, -1),
        "speaks": speaks,
    }


def _content(
    rng: np.random.Generator, came: Mapping[str, Column], staff: Staff
) -> Floats:
    """How content each coming left the patient; zero is ordinary."""
    content: Floats = (
        0.45 * staff.manner[came["doctor"]]
        - 0.9 * (came["wait"] > truth()["waiting"]["long"])
        + 0.35 * (came["promise"] == PROMISE_KEPT)
        - 1.0 * (came["promise"] == PROMISE_BROKEN)
        - 1.6 * (came["complaint"] == LEFT)
        - 0.5 * (came["complaint"] == MADE_GOOD)
        + rng.normal(0, 0.8, len(came["key"]))
    )
    return content


def _questions(rng: np.random.Generator, surveyed: int) -> Flags:
    """Overall, recommend, pain and outcome always; three of the eight in turn."""
    asked = np.ones((surveyed, len(ELEMENTS)), dtype=np.bool_)
    turn = np.argsort(rng.random((surveyed, EIGHT)), axis=1)
    asked[:, :EIGHT] = turn < 3  # noqa: PLR2004
    return asked


def _scores(
    rng: np.random.Generator, element: Ints, content: Floats, service: Ints
) -> Ints:
    level = np.r_[LEVEL, 0.1, 0.0, 0.0, 0.05][element]
    noise = rng.normal(0, 0.5, len(element))
    five = (4.45 + 0.55 * (content + level) + noise).round().clip(1, 5)
    ten = (8.4 + 1.2 * content + noise * 2).round().clip(0, 10)
    sore = (1.6 + 0.5 * (service % 3) - 0.4 * content + noise * 2).round().clip(0, 10)
    scores = np.select([element == RECOMMEND, element == PAIN], [ten, sore], five)
    return scores.astype(np.int64)


def complaints(
    seed: int, district: int, came: Mapping[str, Column], season: Season
) -> dict[str, Column]:
    """One row per complaint; moments below zero are still to come."""
    rng = chance(seed, district, "complaints")
    visit = np.flatnonzero(came["complaint"] > 0)
    size = len(visit)
    received = came["ended"][visit] + rng.integers(10, 4000, size)
    kind = one_of(rng, (0.28, 0.60, 0.12), size)
    late = some(rng, 0.09, size)
    taken = rng.random(size) * np.array((180, 6200, 12500))[kind]
    replied = received + 30 + np.where(late, taken * 2.4 + 3000, taken).astype(np.int64)
    replied = at_work(replied, received, replied + MINUTES_A_DAY)
    closed = replied + rng.integers(60, 11000, size)
    order = np.argsort(received, kind="stable")
    rows = {
        "visit": visit,
        "received": received,
        "kind": kind,
        "due": _due_days(season.start, received // MINUTES_A_DAY, kind),
        "replied": _so_far(replied, season),
        "closed": _so_far(closed, season),
        "satisfied": came["complaint"][visit] == MADE_GOOD,
        "element": _elements(rng, came, visit),
    }
    known = received[order] < season.end * MINUTES_A_DAY
    return {name: column[order][known] for name, column in rows.items()}


def _so_far(moment: Ints, season: Season) -> Ints:
    return np.where(moment < season.end * MINUTES_A_DAY, moment, -1)


def _elements(
    rng: np.random.Generator, came: Mapping[str, Column], visit: Ints
) -> Ints:
    free = one_of(rng, (0.06, 0.22, 0.16, 0.04, 0.26, 0.03, 0.06, 0.17), len(visit))
    long_wait = came["wait"][visit] > truth()["waiting"]["long"]
    broken = came["promise"][visit] == PROMISE_BROKEN
    process, communication = ELEMENTS.index("PROCESS"), ELEMENTS.index("COMMUNICATION")
    return np.select([broken, long_wait], [communication, process], free)


def _due_days(start: date, received: Ints, kind: Ints) -> Ints:
    return np.array(
        [
            working_day_after(start, day, WORKING_DAYS[which])
            for day, which in zip(received.tolist(), kind.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


@cache
def working_day_after(start: date, day: int, many: int) -> int:
    while many:
        day += 1
        many -= not is_day_off(start + timedelta(days=day))
    return day
