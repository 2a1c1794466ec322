"""The row history of a whole stretch, written in one go.

The triggers that keep it row by row cost a millisecond each, because each asks
for its context in a transaction of its own. Here they are told to stand aside
for this transaction, and the same rows are written as a set. Those of new rows
are not even called; those of changed rows are, and do nothing.
"""

import json
from uuid import uuid4

from django.db import models
from psycopg import sql

from renxin.desk.row_history import SET_WISE
from renxin.exchange.taking.statements import Values, do, many, named, written
from renxin.patients.models import IdentityDocument, Patient, Reach

TRACKED: tuple[type[models.Model], ...] = (Patient, Reach, IdentityDocument)

ASIDE = "SELECT set_config('pgtrigger.ignore', %(names)s, TRUE)"
CONTEXT = """
INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
VALUES (%(context)s, %(metadata)s, now(), now())
"""
WRITTEN = """
INSERT INTO {events} ({columns}, pgh_label, pgh_obj_id, pgh_created_at, pgh_context_id)
SELECT {records}, {label}, record.id, now(), %(context)s
FROM {table} record WHERE record.id IN ({which})
"""


class History:
    """What one transaction of an import writes into the history of rows."""

    def __init__(self, values: Values) -> None:
        self.values = {**values, "context": uuid4()}
        triggers = [
            trigger.get_pgid(model)
            for model in TRACKED
            for trigger in getattr(model._meta, "triggers", [])  # noqa: SLF001
        ]
        do(SET_WISE)
        do(ASIDE, {"names": f"{{{','.join(triggers)}}}"})
        told = {"import": values["import"], "staff": values["by"], "command": "import"}
        do(CONTEXT, {**self.values, "metadata": json.dumps(told)})

    def write(
        self, model: type[models.Model], label: str, which: sql.Composable
    ) -> None:
        """The rows as they now stand, as inserted or as updated."""
        events = model._meta.get_field("events").related_model  # noqa: SLF001
        kept = {field.column for field in events._meta.concrete_fields}  # type: ignore[union-attr]  # noqa: SLF001
        columns = [
            field.column
            for field in model._meta.concrete_fields  # noqa: SLF001
            if field.column in kept and field.column
        ]
        statement = written(
            WRITTEN,
            events=named(events._meta.db_table),  # type: ignore[union-attr]  # noqa: SLF001
            table=named(model._meta.db_table),  # noqa: SLF001
            columns=many([named(column) for column in columns]),
            records=many([written("record.{c}", c=named(c)) for c in columns]),
            label=sql.Literal(label),
            which=which,
        )
        do(statement, self.values)
