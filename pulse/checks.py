"""Why a row is refused: the first reason that holds, in words."""

from collections.abc import Mapping

from pulse.casts import cast, is_missing, quoted
from pulse.tables import Column, Kind, Table

WRONG = {
    Kind.MOMENT: "impossible date in",
    Kind.DAY: "impossible date in",
    Kind.NUMBER: "not a number in",
    Kind.MONEY: "not an amount in",
    Kind.BOOL: "neither yes nor no in",
    Kind.CODE: "unknown",
}
SCALES = {"RECOMMEND": 10, "PAIN": 10}
SCALE = 5


def missing(column: Column) -> str:
    return f"no `{column.name}`"


def wrong(column: Column) -> str:
    return f"{WRONG.get(column.kind, 'odd')} `{column.name}`"


def refusals(table: Table, held: Mapping[str, str], zone: str) -> dict[str, str]:
    """Reason -> the SQL that is true where a row must be refused for it."""
    found: dict[str, str] = {}
    for column in table.columns:
        if column.required:
            kind = held[column.name]
            is_absent = is_missing(column.name, kind)
            found[missing(column)] = is_absent
            if column.kind in WRONG:
                found[wrong(column)] = (
                    f"NOT {is_absent} AND ({cast(column, kind, zone)}) IS NULL"
                )
    return found | _of_its_own(table, held, zone)


def _of_its_own(table: Table, held: Mapping[str, str], zone: str) -> dict[str, str]:
    if table.name == "appointments" and "booked_at" in held:
        booked, starts = (
            _cast(table, one, held, zone) for one in ("booked_at", "starts_at")
        )
        later = f"({booked})::DATE > ({starts})::DATE"
        if held["booked_at"] == held["starts_at"] != "VARCHAR":
            # The cheap half of the test first: most bookings are made before.
            later = f"booked_at > starts_at AND {later}"
        return {"booked after its own day": later}
    if table.name == "answers" and "score" in held:
        score = _cast(table, "score", held, zone)
        above = " ".join(
            f"WHEN {quoted('element')} = '{one}' THEN {top}"
            for one, top in SCALES.items()
        )
        return {
            "score outside its scale": f"({score}) NOT BETWEEN 0 AND"
            f" CASE {above} ELSE {SCALE} END"
        }
    return {}


def _cast(table: Table, name: str, held: Mapping[str, str], zone: str) -> str:
    column = table.column(name)
    if column is None:
        raise KeyError(name)
    return cast(column, held[name], zone)


def blanked(table: Table, held: Mapping[str, str], zone: str) -> dict[str, str]:
    """Optional cells that cannot be read: the row stays, the cell is left empty."""
    return {
        wrong(column): f"NOT {is_missing(column.name, held[column.name])}"
        f" AND ({cast(column, held[column.name], zone)}) IS NULL"
        for column in table.columns
        if column.name in held and not column.required and column.kind in WRONG
    }
