"""What a file probably is, told from its heading; a person has the last word."""

from dataclasses import replace

from renxin.exchange.kinds import ID_FIELDS, Kind, fields_of
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.words import fields_called, heading_key, table

# Where a file gives no id of its own for a person, the record number is one.
STANDS_FOR = {"patient_id": "number"}
ASKED = {
    "noshow": {"true": "NO_SHOW", "false": "KEPT"},
    "是否爽约": {"true": "NO_SHOW", "false": "KEPT"},
    "attended": {"true": "KEPT", "false": "NO_SHOW"},
    "是否到诊": {"true": "KEPT", "false": "NO_SHOW"},
}
HINTS = {
    Kind.PATIENTS: ("patient", "患者", "病人", "档案"),
    Kind.VISITS: ("visit", "encounter", "就诊", "接诊"),
    Kind.APPOINTMENTS: ("appointment", "booking", "预约"),
    Kind.CHARGES: ("charge", "invoice", "bill", "收费", "账单"),
    Kind.COMPLAINTS: ("complaint", "投诉"),
    Kind.ANSWERS: ("answer", "survey", "满意度", "问卷"),
    Kind.LOSSES: ("loss", "lost", "流失"),
    Kind.INTRODUCTIONS: ("introduction", "referral", "介绍"),
}


def mapping_for(kind: str, header: list[str]) -> Mapping:
    """Each field from the first column whose heading may mean it."""
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for field in fields_of(kind):
        found = _column(field.name, header, taken)
        if found is not None:
            columns[field.name] = found
            taken.add(found)
    for name, other in STANDS_FOR.items():
        if name not in columns:
            found = columns.get(other) or _column(other, header, set())
            if found is not None:
                columns = {name: found, **columns}
    return Mapping(kind=kind, columns=columns, values=_answers(columns))


def _answers(columns: dict[str, str]) -> dict[str, dict[str, str]]:
    """A column may ask whether somebody came, or whether they did not."""
    asked = ASKED.get(heading_key(columns.get("outcome", "")))
    if asked is None:
        return {}
    words = table()["choices"]["truth"]
    said = {word: code for truth, code in asked.items() for word in words[truth]}
    return {"outcome": said}


def kind_of(header: list[str], file_name: str = "") -> str:
    """The kind whose needed fields are there, and of whose fields most are."""
    lowered = file_name.lower()

    def worth(kind: str) -> tuple[int, int, int, int]:
        mapping = mapping_for(kind, header)
        hinted = any(hint in lowered for hint in HINTS[Kind(kind)])
        own_id = ID_FIELDS[kind] in mapping.columns
        return (
            -len(mapping.lacking()),
            int(hinted),
            int(own_id),
            len(mapping.columns),
        )

    return max(Kind.values, key=worth)


def adapted(remembered: Mapping, header: list[str]) -> Mapping:
    """A mapping from before, without the columns this file does not have."""
    there = set(header)
    kept = {
        name: column for name, column in remembered.columns.items() if column in there
    }
    return replace(remembered, columns=kept)


def _column(name: str, header: list[str], taken: set[str]) -> str | None:
    return next(
        (
            heading
            for heading in header
            if heading not in taken and name in fields_called(heading)
        ),
        None,
    )
