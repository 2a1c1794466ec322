"""How far the sequences have run, before and after a stretch."""

from psycopg import sql

from renxin.exchange.taking.statements import one, written

PEOPLE = "patients_patient"
HUNG = (
    "patients_reach",
    "patients_identitydocument",
    "patients_enrolment",
    "patients_contactpoint",
)


def marks() -> dict[str, int]:
    return {table: _last(f"{table}_id_seq") for table in (PEOPLE, *HUNG)}


def _last(sequence: str) -> int:
    statement = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {s}"
    return int(one(written(statement, s=sql.Identifier(sequence))))
