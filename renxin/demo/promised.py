"""What the house promises, in the words it uses."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from renxin.demo.chance import Ints
from renxin.demo.words import words


@dataclass(frozen=True)
class Promises:
    """What can be promised, flattened: each code's sentences lie side by side."""

    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    days: Ints
    whats: tuple[str, ...]
    what_first: Ints
    what_many: Ints
    whys: tuple[str, ...]
    why_first: Ints
    why_many: Ints


@cache
def promises() -> Promises:
    table = words("promises")
    rows = list(table.values())
    what_many = np.array([len(row["what"]) for row in rows], dtype=np.int64)
    why_many = np.array([len(row["why"]) for row in rows], dtype=np.int64)
    return Promises(
        codes=tuple(table),
        kinds=tuple(row["kind"] for row in rows),
        roles=tuple(row["role"] for row in rows),
        days=np.array([row["days"] for row in rows], dtype=np.int64),
        whats=tuple(one for row in rows for one in row["what"]),
        what_first=np.cumsum(what_many) - what_many,
        what_many=what_many,
        whys=tuple(one for row in rows for one in row["why"]),
        why_first=np.cumsum(why_many) - why_many,
        why_many=why_many,
    )
