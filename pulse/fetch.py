"""Frames, and fetching the few rows an aggregate leaves as plain Python."""

from typing import Any

import narwhals as nw

Frame = nw.LazyFrame[Any]


def fetched(frame: Frame) -> list[dict[str, Any]]:
    return frame.collect().rows(named=True)


def one(frame: Frame) -> dict[str, Any]:
    """The only row of an aggregate over everything."""
    # Not `.row(0)`: on Arrow it takes by index, and that imports pandas where it can.
    return fetched(frame)[0]
