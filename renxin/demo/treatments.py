"""What the house does, as arrays with one place per service."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from renxin.demo.chance import Floats, Ints
from renxin.demo.words import words

NEEDS = ("PREVENTION", "TREATMENT", "AESTHETICS")
CHILD_COLUMN = 0


@dataclass(frozen=True)
class Treatments:
    codes: tuple[str, ...]
    names: tuple[str, ...]
    departments: tuple[str, ...]
    department: Ints
    conditions: tuple[str, ...]
    weight: Floats
    fewest: Ints
    most: Ints
    gap: Floats
    cheapest: Floats
    dearest: Floats
    recall_soon: Ints
    recall_late: Ints
    slots: Ints
    taken_up: Floats
    consumable: Floats
    drug: Floats
    promises: tuple[str, ...]
    owed: Floats

    def place(self, code: str) -> int:
        return self.codes.index(code)


def _column(rows: list[dict[str, Any]], key: str) -> tuple[Any, ...]:
    return tuple(row[key] for row in rows)


def _numbers(rows: list[dict[str, Any]], key: str) -> Floats:
    return np.array(_column(rows, key), dtype=np.float64)


def _pair(rows: list[dict[str, Any]], key: str) -> npt.NDArray[np.int64]:
    return np.array(_column(rows, key), dtype=np.int64)


@cache
def treatments() -> Treatments:
    rows = words("services")["service"]
    departments = tuple(dict.fromkeys(_column(rows, "department")))
    visits, price, recall = (_pair(rows, key) for key in ("visits", "price", "recall"))
    return Treatments(
        codes=_column(rows, "code"),
        names=_column(rows, "name"),
        departments=departments,
        department=np.array(
            [departments.index(row["department"]) for row in rows], dtype=np.int64
        ),
        conditions=_column(rows, "condition"),
        weight=_numbers(rows, "weight"),
        fewest=visits[:, 0],
        most=visits[:, 1],
        gap=_numbers(rows, "gap"),
        cheapest=price[:, 0].astype(np.float64),
        dearest=price[:, 1].astype(np.float64),
        recall_soon=recall[:, 0],
        recall_late=recall[:, 1],
        slots=_pair(rows, "minutes") // 15,
        taken_up=_numbers(rows, "considered"),
        consumable=_numbers(rows, "consumable"),
        drug=_numbers(rows, "drug"),
        promises=_column(rows, "promise"),
        owed=_numbers(rows, "owed"),
    )
