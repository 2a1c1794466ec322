"""What was charged, in fen, item by item."""

from collections.abc import Mapping

import numpy as np

from renxin.demo.books import CONTINUING
from renxin.demo.chance import Floats, Ints
from renxin.demo.log import Column
from renxin.demo.treatments import treatments

KINDS = ("EXAM", "PROCEDURE", "CONSUMABLE", "DRUG", "OTHER")
FEN = 100
REFUNDED = 0.006
SUNDRIES = 0.05
# The share of a course that is paid on its first and second coming.
FIRST_SHARE, SECOND_SHARE = 0.15, 0.45
PAIR = (0.35, 0.65)
SCANNED = ("IMPLANT", "ORTHODONTICS", "EXTRACTION")


def charges(rng: np.random.Generator, came: Mapping[str, Column]) -> dict[str, Ints]:
    """One row per item: the visit's place, the kind's place, fen, fen refunded."""
    menu, service = treatments(), came["service"]
    due = _due(rng, came)
    consumable, drug = due * menu.consumable[service], due * menu.drug[service]
    items = np.column_stack(
        [
            _examination(rng, came),
            due - consumable - drug,
            consumable,
            drug,
            np.where(
                rng.random(len(due)) < SUNDRIES, rng.integers(9, 60, len(due)), 0.0
            ),
        ]
    )
    fen = items.round().astype(np.int64) * FEN
    visit, kind = np.nonzero(fen)
    amount = fen[visit, kind]
    refunded = np.where(rng.random(len(amount)) < REFUNDED, amount, 0)
    return {"visit": visit, "kind": kind, "fen": amount, "refunded": refunded}


def _due(rng: np.random.Generator, came: Mapping[str, Column]) -> Floats:
    """The part of the course's price that falls on this coming, in yuan."""
    share = _share(came["step"], came["planned"])
    return np.where(came["taken_up"], prices(rng, came) * share, 0.0)


def prices(rng: np.random.Generator, came: Mapping[str, Column]) -> Floats:
    """The whole course's price, in yuan, for each coming of it."""
    menu, service = treatments(), came["service"]
    courses, place = np.unique(came["course"], return_inverse=True)
    dear = rng.random(len(courses))[place]
    price: Floats = (
        menu.cheapest[service] * (menu.dearest / menu.cheapest)[service] ** dear
    )
    return price


def _share(step: Ints, planned: Ints) -> Floats:
    rest = (1 - FIRST_SHARE - SECOND_SHARE) / (planned - 2).clip(min=1)
    long = np.select([step == 0, step == 1], [FIRST_SHARE, SECOND_SHARE], rest)
    two = np.where(step == 0, *PAIR)
    single = np.ones(len(step))
    return np.select([planned == 1, planned == len(PAIR)], [single, two], long)


def _examination(rng: np.random.Generator, came: Mapping[str, Column]) -> Floats:
    menu, size = treatments(), len(came["step"])
    opening = (came["step"] == 0) & (came["kind"] != CONTINUING)
    scanned = np.isin(came["service"], [menu.place(code) for code in SCANNED])
    fee = rng.integers(2, 10, size) * 10.0 + scanned * rng.integers(15, 38, size) * 10
    return np.where(opening, fee, 0.0)
