"""In which columns a kind is staged, and of what type they are."""

from renxin.exchange.kinds import fields_of

# Fields that are kept in more than one column.
PARTS = {
    "name": ("name", "pinyin", "initials", "other_pinyin", "other_initials"),
    "document": (
        "doc_index",
        "doc_kind",
        "doc_sealed",
        "doc_masked",
        "doc_birth_on",
        "doc_sex",
    ),
}
TYPES = {
    "moment": "timestamptz",
    "day": "date",
    "birthday": "date",
    "truth": "boolean",
    "money": "bigint",
    "whole": "integer",
    "score": "numeric",
    "clinic": "bigint",
}
PART_TYPES = {"doc_index": "bytea", "doc_sealed": "bytea", "doc_birth_on": "date"}


def columns_of(kind: str) -> list[tuple[str, str]]:
    """The columns a kind is staged in, with their types."""
    columns: list[tuple[str, str]] = []
    for field in fields_of(kind):
        if field.name in PARTS:
            columns += [
                (part, PART_TYPES.get(part, "text")) for part in PARTS[field.name]
            ]
        else:
            columns.append((field.kept_in, TYPES.get(field.reader, "text")))
    return columns
