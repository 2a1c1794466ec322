"""The first house shows everything, each of the others a quarter of it."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")
A_QUARTER = 4


def some_of(every: Sequence[One], house: int) -> Sequence[One]:
    return every[house::A_QUARTER] if house else every
