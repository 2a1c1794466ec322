"""Rows into PostgreSQL a table at a time, through COPY."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from django.db import connection, models

from renxin.demo.chance import Ints

Columns = Mapping[str, Any]
CHUNK = 1 << 20


def copy(model: type[models.Model], columns: Columns) -> pa.Array:
    """Write rows whole; columns left out take the model's default. Returns the keys.

    Columns are named as in the database; empty text is empty, a null is a null.
    """
    given = {name: _array(column) for name, column in columns.items()}
    size = len(next(iter(given.values())))
    keys = given.get("id")
    if keys is None and _has_own_key(model):
        keys = given["id"] = pa.array(_last_key(model) + 1 + np.arange(size))
    table = pa.table(given | _defaults(model, set(given), size))
    _send(model, table)
    if "id" in given and size:
        _set_sequence(model)
    return keys


def _array(column: Any) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    array = column if isinstance(column, pa.Array) else pa.array(column)
    if pa.types.is_dictionary(array.type):
        return array.cast(pa.string())
    return array


def _columns(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return list(model._meta.concrete_fields)  # noqa: SLF001  (Django's public name)


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001  (Django's public name)


def _has_own_key(model: type[models.Model]) -> bool:
    key = next(field for field in _columns(model) if field.primary_key)
    return isinstance(key, models.AutoField | models.BigAutoField)


def _defaults(
    model: type[models.Model], given: set[str], size: int
) -> dict[str, pa.Array]:
    made: dict[str, pa.Array] = {}
    for field in _columns(model):
        kept_by_database = field.has_db_default()
        if field.column in given or field.primary_key or kept_by_database:
            continue
        made[str(field.column)] = _repeated(field.get_default(), size)
    return made


def _repeated(value: Any, size: int) -> pa.Array:
    if value is None:
        return pa.nulls(size, pa.string())
    plain = json.dumps(value) if isinstance(value, dict | list) else str(value)
    return pa.repeat(pa.scalar(plain), size)


def _send(model: type[models.Model], table: pa.Table) -> None:
    sink = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    pa_csv.write_csv(table, sink, options)
    names = ", ".join(f'"{name}"' for name in table.column_names)
    order = f'COPY "{_table(model)}" ({names}) FROM STDIN (FORMAT csv)'
    with connection.cursor() as cursor, cursor.copy(order) as stream:
        view = sink.getbuffer()
        for start in range(0, len(view), CHUNK):
            stream.write(view[start : start + CHUNK])


def _last_key(model: type[models.Model]) -> int:
    last = models.QuerySet(model).aggregate(last=models.Max("pk"))["last"]
    return int(last or 0)


def _set_sequence(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [f'"{_table(model)}"', _last_key(model)],
        )


def places(values: Any, among: Sequence[str] | pa.Array) -> Ints:
    """Where each value stands among the others; −1 for none."""
    table = among if isinstance(among, pa.Array) else pa.array(among, pa.string())
    found = pc.index_in(_array(values), value_set=_array(table)).fill_null(-1)
    return np.asarray(found, dtype=np.int64)


def keys_of(place: Ints, keys: pa.Array) -> pa.Array:
    """The keys at these places; a null where there is no place."""
    return keys.take(pa.array(place, mask=place < 0))
