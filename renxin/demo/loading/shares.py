"""The first house shows everything, each of the others a sixth of it."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")
A_SIXTH = 6


def some_of(every: Sequence[One], house: int) -> Sequence[One]:
    return every[house::A_SIXTH] if house else every
