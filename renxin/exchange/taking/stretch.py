"""One stretch of an import: which rows, into which clinic, on whose word."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from psycopg import sql

from renxin.exchange.models import Import
from renxin.exchange.taking.staging import table_of


@dataclass(frozen=True)
class Stretch:
    """Rows of one kind, carried out together or not at all."""

    taken: Import
    kind: str
    after: int
    upto: int
    at: datetime

    @cached_property
    def staged(self) -> sql.Identifier:
        return table_of(self.taken, self.kind)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What every statement of the stretch may ask for by name."""
        return {
            "import": self.taken.pk,
            "source": self.taken.source,
            "kind": self.kind,
            "after": self.after,
            "upto": self.upto,
            "at": self.at,
            "by": self.taken.by_id,
            "clinic": self.taken.clinic_id,
            "zone": self.taken.clinic.zone,
            "today": self.taken.clinic.day_of(self.at),
            "year": self.taken.clinic.day_of(self.at).year,
        }
