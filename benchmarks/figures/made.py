"""A house of any size, the same every time: each cell follows from its row's number."""

# ruff: noqa: S608, E501  queries are set as they read best; nothing foreign is in them

from pathlib import Path

import duckdb

YEARS = 5
SECONDS = YEARS * 365 * 86400


def chance(salt: int, row: str = "i") -> str:
    """A number from 0 to 1 that looks random and is not."""
    return f"((hash({row} * 64 + {salt}) % 1000003) / 1000003.0)"


def someone(patients: int, salt: int = 1) -> str:
    """Patients who come often come very often."""
    return f"floor(power({chance(salt)}, 1.7) * {patients})::INT"


def named(number: str) -> str:
    return f"'P' || lpad(({number})::VARCHAR, 8, '0')"


def when(number: str, salt: int) -> str:
    """Some second after the patient first heard of the house."""
    began = f"(hash(({number}) * 7) % {SECONDS * 4 // 5})"
    since = f"power({chance(salt)}, 1.5) * ({SECONDS} - {began})"
    return (
        "TIMESTAMPTZ '2021-01-01 00:00:00+08'"
        f" + to_seconds(({began} + {since})::BIGINT)"
    )


def tables(patients: int) -> dict[str, str]:
    events = patients * 10
    where = "'院' || (i % 3) AS clinic, 'D' || (i % 40) AS doctor"
    condition = f"'C' || (power({chance(9)}, 3) * 50)::INT AS condition"
    return {
        "patients": f"""
            SELECT {named("i")} AS patient_id, i % 1000 = 0 AS restricted,
                   DATE '2021-01-01' + ({chance(12)} * 1825)::INT AS registered_on,
                   CASE WHEN i % 7 = 0 AND i > 0 THEN {named("i // 11")} END AS introduced_by
            FROM range({patients}) t(i)""",
        "visits": f"""
            SELECT 'V' || i AS visit_id, {named("p")} AS patient_id,
                   {when("p", 2)} AS began_at, {where}, {condition},
                   ['CONTINUING', 'FIRST', NULL, NULL][1 + i % 4] AS kind
            FROM (SELECT i, {someone(patients)} AS p FROM range({events}) t(i))""",
        "appointments": f"""
            SELECT 'A' || i AS appointment_id, {named("p")} AS patient_id,
                   booked_at + to_seconds(({chance(3)} * 5000000)::BIGINT) AS starts_at,
                   booked_at, i % 50 = 0 AS walk_in, {where},
                   ['KEPT', 'KEPT', 'KEPT', 'KEPT', 'NO_SHOW', 'CANCELLED_BY_PATIENT',
                    'CANCELLED_BY_CLINIC'][1 + (i * 7919) % 7] AS outcome
            FROM (SELECT i, p, {when("p", 4)} AS booked_at
                  FROM (SELECT i, {someone(patients)} AS p FROM range({events}) t(i)))""",
        "charges": f"""
            SELECT 'C' || i AS charge_id, {named("p")} AS patient_id,
                   ({when("p", 2)})::DATE AS day, {where}, {condition},
                   (1 + {chance(5)} * 900)::DECIMAL(12, 2) AS amount
            FROM (SELECT i, {someone(patients)} AS p FROM range({events}) t(i))""",
        "losses": f"""
            SELECT {named("i * 10")} AS patient_id, i % 5 <> 0 AS told,
                   DATE '2024-01-01' + ({chance(6)} * 730)::INT AS learned_on,
                   ['MONEY', 'TIME', 'TRUST', 'OTHER', 'MOVED', 'DIED', 'UNKNOWN']
                   [1 + i % 7] AS reason
            FROM range({patients // 10}) t(i)""",
        "answers": f"""
            SELECT {named("i")} AS patient_id, {when("i", 7)} AS asked_at,
                   ['ETHICS', 'TECHNIQUE', 'SERVICE', 'PRICE', 'OVERALL'][1 + i % 5]
                   AS element,
                   CASE WHEN i % 3 > 0 THEN 1 + (hash(i) % 5)::INT END AS score
            FROM range({patients}) t(i)""",
        "promises": f"""
            SELECT 'M' || i AS promise_id, {named("i")} AS patient_id, 'CALL' AS kind,
                   due_at, CASE WHEN i % 10 < 8 THEN due_at
                       + to_seconds((({chance(8)} - 0.8) * 300000)::BIGINT) END AS kept_at,
                   CASE WHEN i % 10 = 9 THEN due_at END AS released_at
            FROM (SELECT i, {when("i", 11)} AS due_at FROM range({patients}) t(i))""",
    }


def make(folder: Path, patients: int) -> None:
    """Write the tables as Parquet, visits as they would lie in a lake."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    for name, query in tables(patients).items():
        connection.execute(
            f"COPY ({query}) TO '{folder / name}.parquet' (ROW_GROUP_SIZE 200000)"
        )
    connection.close()
