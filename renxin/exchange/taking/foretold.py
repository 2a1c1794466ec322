"""What a dry run shows beside its numbers: how rows would read, and who is alike."""

from typing import Any

from renxin.desk.masking import masked_phone, masked_text
from renxin.exchange.columns import PARTS
from renxin.exchange.kinds import field_of, fields_of
from renxin.exchange.taking.statements import many, named, one, rows, written
from renxin.exchange.taking.stretch import Stretch

SHOWN = 5
HIDDEN = frozenset({"document", "clinic"})

SAMPLE = """
SELECT {columns} FROM {staged} WHERE reason IS NULL ORDER BY place LIMIT 5
"""
# Alike is not the same: people decide, on the page that compares two records.
ALIKE = """
SELECT count(*) FROM judged WHERE verdict = 'new' AND EXISTS (
    SELECT FROM patients_patient there WHERE there.birth_on = s_birth_on
        AND there.name = s_name AND there.merged_into_id IS NULL
)
"""
JOINED = "SELECT count(*) FROM judged WHERE verdict = 'joined'"


def sample(stretch: Stretch, given: list[str]) -> dict[str, Any]:
    """The first good rows as they would be kept, numbers hidden as everywhere."""
    names = [
        field.name
        for field in fields_of(stretch.kind)
        if field.name in given and field.name not in HIDDEN
    ]
    columns = [written("{c}::text", c=named(_column(stretch, n))) for n in names]
    if not columns:
        return {"fields": [], "rows": []}
    found = rows(written(SAMPLE, columns=many([*columns]), staged=stretch.staged))
    shown = [
        [_shown(name, value) for name, value in zip(names, row, strict=True)]
        for row in found
    ]
    return {"fields": names, "rows": shown}


def likenesses() -> dict[str, int]:
    """How many were recognised by their document, and how many look like somebody."""
    return {"joined": int(one(JOINED)), "alike": int(one(ALIKE))}


def _column(stretch: Stretch, name: str) -> str:
    field = field_of(stretch.kind, name)
    kept = field.kept_in if field and name not in PARTS else PARTS[name][0]
    return f"s_{kept}"


def _shown(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return masked_phone(value) if name.endswith("phone") else masked_text(value)[:60]
