"""Columns as Arrow keeps them: ids, moments, days, words, money."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from renxin.demo.chance import Flags, Ints

ZONE_MINUTES = 8 * 60  # the city's clock; China has kept no summer time since 1991
NONE = -1
DISTRICT_STEP = 10_000_000


def ids(letter: str, district: int, places: Ints) -> pa.Array:
    """Ids that do not depend on how many districts are written at once."""
    numbers = pa.array((district + 1) * DISTRICT_STEP + 1 + places)
    return pc.binary_join_element_wise(letter, pc.cast(numbers, pa.string()), "")


def moments(start: date, minutes: Ints, known: Flags | None = None) -> pa.Array:
    """Minutes from the first midnight of the window, as instants."""
    first = np.datetime64(start, "m").astype(np.int64) - ZONE_MINUTES
    return pa.array(
        (first + minutes) * 60_000_000,
        type=pa.int64(),
        mask=None if known is None else ~known,
    ).cast(pa.timestamp("us", tz="UTC"))


def days(start: date, numbers: Ints, known: Flags | None = None) -> pa.Array:
    first = np.datetime64(start, "D").astype(np.int64)
    whole = (first + numbers).astype(np.int32)
    return pa.array(whole, mask=None if known is None else ~known).cast(pa.date32())


def words(table: Sequence[str], places: Ints) -> pa.Array:
    """Words by their place in a table; NONE is no word."""
    return pa.DictionaryArray.from_arrays(
        pa.array(places.astype(np.int32), mask=places == NONE),
        pa.array(list(table), type=pa.string()),
    )


def texts(values: np.ndarray) -> pa.Array:
    """Free text; the empty string is no text."""
    array = pa.array(values.astype(object), type=pa.string())
    return pc.if_else(pc.equal(array, ""), pa.scalar(None, pa.string()), array)


def flags(values: Flags, known: Flags | None = None) -> pa.Array:
    return pa.array(values, mask=None if known is None else ~known)


def yuan(fen: Ints) -> pa.Array:
    """Whole fen as decimal yuan, without passing through a float."""
    low = np.ascontiguousarray(fen, dtype="<i8")
    pairs = np.column_stack([low, low >> 63]).astype("<i8")
    buffers = [None, pa.py_buffer(pairs.tobytes())]
    return pa.Array.from_buffers(pa.decimal128(14, 2), len(fen), buffers)
