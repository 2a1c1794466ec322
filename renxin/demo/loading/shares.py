"""The first house shows everything, each of the others a third of it."""

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")
THIRD = 3


def some_of(every: Sequence[One], house: int) -> Sequence[One]:
    return every[house::THIRD] if house else every
