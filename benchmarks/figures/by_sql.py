"""The same figures in SQL written by hand, as one who knows DuckDB would."""

# ruff: noqa: S608, E501  queries are set as they read best; nothing foreign is in them

from pathlib import Path
from typing import Any

import duckdb

from benchmarks.figures.answers import Answers, named_cohorts, named_loss

YEAR = "day >= DATE '2025-01-01' AND day < DATE '2026-01-01'"
TWO = "day >= DATE '2024-01-01' AND day < DATE '2026-01-01'"
MONTH = "strftime(day, '%Y-%m')"
LAST = "(SELECT day FROM last_day_told)"
EIGHT = (
    "('ETHICS', 'TECHNIQUE', 'SERVICE', 'ENVIRONMENT', 'PRICE', 'EQUIPMENT',"
    " 'PROCESS', 'COMMUNICATION')"
)
ROWS = {
    "visits": "* REPLACE (timezone('Asia/Shanghai', began_at) AS began_at), began_at::DATE AS day",
    "appointments": "* REPLACE (timezone('Asia/Shanghai', starts_at) AS starts_at,"
    " timezone('Asia/Shanghai', booked_at) AS booked_at), starts_at::DATE AS day,"
    " booked_at::DATE AS booked_on",
    "answers": "*, asked_at::DATE AS day",
    "promises": "*, due_at::DATE AS day, kept_at::DATE AS kept_on",
    "charges": "*",
    "losses": "*",
    "patients": "*",
}
DUE = (
    "FROM appointments WHERE outcome IN ('KEPT', 'NO_SHOW', 'CANCELLED_BY_PATIENT')"
    f" AND NOT walk_in AND {TWO} GROUP BY 1"
)
ADDED = {
    "K01": "SELECT month, coalesce(part, 0), whole FROM"
    f" (SELECT {MONTH} AS month, count(*) AS whole FROM visits WHERE {TWO} GROUP BY 1)"
    f" LEFT JOIN (SELECT {MONTH} AS month, count(*) AS part FROM first"
    f" WHERE is_first AND {TWO} GROUP BY 1) USING (month)",
    **{
        code: f"SELECT {MONTH}, count(*) FILTER (WHERE again - day <= {days}), count(*)"
        f" FROM first WHERE is_first AND {TWO} AND day + {days} <= {LAST} GROUP BY 1"
        for code, days in (("K03", 180), ("K03.90", 90), ("K03.365", 365))
    },
    **{
        code: f"SELECT {MONTH}, count(*) FILTER (WHERE outcome = '{outcome}'), count(*) {DUE}"
        for code, outcome in (
            ("K06", "KEPT"),
            ("K07", "NO_SHOW"),
            ("K08", "CANCELLED_BY_PATIENT"),
        )
    },
    "K07.AHEAD": f"SELECT {MONTH},"
    " count(*) FILTER (WHERE outcome = 'NO_SHOW' AND booked_on < day),"
    f" count(*) FILTER (WHERE booked_on < day) {DUE}",
    "K11": f"SELECT {MONTH}, count(introduced_by), count(*) FROM first"
    " LEFT JOIN (SELECT patient_id, introduced_by FROM brought) USING (patient_id)"
    f" WHERE is_first AND {TWO} GROUP BY 1",
    "K25": f"SELECT {MONTH}, sum(score), 5 * count(score) FROM answers"
    f" WHERE element IN {EIGHT} AND {TWO} GROUP BY 1",
    "K25.TOP": f"SELECT {MONTH}, count(*) FILTER (WHERE score >= 4), count(score)"
    f" FROM answers WHERE element IN {EIGHT} AND {TWO} GROUP BY 1",
    "K25.RESPONSE": f"SELECT {MONTH}, count(score), count(*) FROM answers"
    f" WHERE element IN {EIGHT} AND {TWO} GROUP BY 1",
    "P01": f"SELECT {MONTH}, count(kept_on), count(*) FROM promises"
    f" WHERE released_at IS NULL AND {TWO} AND day <= {LAST} GROUP BY 1",
    "P02": f"SELECT {MONTH}, count(*) FILTER (WHERE kept_on <= day), count(*)"
    f" FROM promises WHERE released_at IS NULL AND {TWO} AND day <= {LAST} GROUP BY 1",
}
FIRST = """
CREATE TEMP TABLE first AS
SELECT *, came::DATE AS day, second::DATE AS again, came = free AS is_first FROM (
    SELECT patient_id, min(began_at) AS came, min(began_at, 2)[2] AS second,
           min(began_at) FILTER (WHERE kind IS NULL OR kind = 'FIRST') AS free,
           count(*) FILTER (WHERE day >= DATE '2025-01-01' AND day < DATE '2026-01-01')
           AS now,
           count(*) FILTER (WHERE day >= DATE '2024-01-01' AND day < DATE '2025-01-01')
           AS before
    FROM visits GROUP BY 1)
"""
BROUGHT = """
CREATE TEMP TABLE brought AS SELECT patient_id, introduced_by, registered_on AS day
FROM patients WHERE introduced_by IS NOT NULL AND introduced_by <> patient_id
"""
ACTIVE = """
SELECT month, count(*) FILTER (WHERE bringers.patient_id IS NOT NULL), count(*)
FROM (SELECT DISTINCT {month} AS month, patient_id FROM visits WHERE {days}) AS seen
LEFT JOIN (SELECT DISTINCT {month} AS month, introduced_by AS patient_id
           FROM brought WHERE {days}) AS bringers USING (month, patient_id)
GROUP BY 1
"""
RECEIPTS = """
SELECT {month}, sum(amount)::DOUBLE / count(DISTINCT patient_id), count(DISTINCT patient_id)
FROM charges WHERE {days} GROUP BY 1
"""
STATE = """
CREATE OR REPLACE TEMP TABLE state AS
SELECT was.patient_id, last_at, now.patient_id IS NULL AND ahead.patient_id IS NULL AS is_lost
FROM (SELECT patient_id, max(began_at) AS last_at FROM visits
      WHERE day >= $end::DATE - INTERVAL 24 MONTH AND day < $end::DATE - INTERVAL 12 MONTH
      GROUP BY 1) AS was
LEFT JOIN (SELECT DISTINCT patient_id FROM visits
           WHERE day >= $end::DATE - INTERVAL 12 MONTH AND day < $end::DATE) AS now
     USING (patient_id)
LEFT JOIN (SELECT DISTINCT patient_id FROM appointments
           WHERE day >= $end::DATE AND booked_on < $end::DATE AND NOT walk_in
             AND outcome IN ('KEPT', 'NO_SHOW', 'DUE')) AS ahead USING (patient_id)
"""
LOST = """
SELECT strftime(last_at + INTERVAL 12 MONTH, '%Y-%m') AS month,
       coalesce(reason, 'NOT_ASKED') AS reason, list(patient_id) FILTER (WHERE NOT restricted)
       AS ids, count(*) AS n
FROM state LEFT JOIN (SELECT patient_id, any_value(reason) AS reason FROM losses
                      WHERE told AND learned_on < DATE '2026-01-01' GROUP BY 1)
     USING (patient_id)
LEFT JOIN patients USING (patient_id)
WHERE is_lost GROUP BY 1, 2
"""
GINI = """
WITH held AS (SELECT now FROM {of} WHERE now IS NOT NULL {some}),
ranked AS (SELECT now, row_number() OVER (ORDER BY now) AS rank, count(*) OVER () AS n,
                  sum(now) OVER () AS total FROM held)
SELECT max(n), max(total), 2 * sum(rank * now)::DOUBLE / (max(n) * max(total)::DOUBLE)
       - (max(n) + 1)::DOUBLE / max(n),
       (sum(now) FILTER (WHERE n - rank + 1 <= floor(n * 0.2))
        + (max(n) * 0.2 - floor(max(n) * 0.2))
        * max(now) FILTER (WHERE n - rank + 1 = floor(n * 0.2) + 1))::DOUBLE / max(total)
FROM ranked
"""
STAYS = """
WITH bounds AS (SELECT
    (SELECT min(before) FROM (SELECT before FROM {of} WHERE before > 0 ORDER BY 1 DESC LIMIT
        (SELECT ceil(count(*) * 0.2)::BIGINT FROM {of} WHERE before > 0))) AS was,
    (SELECT min(now) FROM (SELECT now FROM {of} WHERE now > 0 ORDER BY 1 DESC LIMIT
        (SELECT ceil(count(*) * 0.2)::BIGINT FROM {of} WHERE now > 0))) AS since)
SELECT count(*) FILTER (WHERE now >= since), count(*) FROM {of}, bounds WHERE before >= was
"""
MONEY = """
CREATE OR REPLACE TEMP TABLE {name} AS
SELECT {key} AS key,
       (sum(amount) FILTER (WHERE day >= DATE '2025-01-01') * 100)::BIGINT AS now,
       (sum(amount) FILTER (WHERE day < DATE '2025-01-01') * 100)::BIGINT AS before
FROM charges WHERE {days} GROUP BY 1
"""
COHORTS = f"""
SELECT {MONTH} AS month, count(*), count(*) FILTER (WHERE again - day <= 90),
       count(*) FILTER (WHERE again - day <= 365), last_day(min(day)) + 90 <= {LAST},
       last_day(min(day)) + 365 <= {LAST}
FROM first WHERE is_first AND {TWO} GROUP BY 1
"""
REASONS = f"""
SELECT reason, count(*), sum(count(*)) OVER () FROM losses
WHERE told AND reason IN ('MONEY', 'TIME', 'TRUST', 'OTHER')
  AND {YEAR.replace("day", "learned_on")} GROUP BY 1
"""


def answers(folder: Path) -> Answers:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET TimeZone = 'Asia/Shanghai'")
    for name, columns in ROWS.items():
        connection.execute(
            f"CREATE VIEW {name} AS SELECT {columns} FROM '{folder / name}.parquet'"
        )
    connection.execute(
        "CREATE TEMP TABLE last_day_told AS SELECT max(began_at)::DATE AS day FROM visits"
    )
    connection.execute(FIRST)
    connection.execute(BROUGHT)
    found: Answers = {}
    for code, query in ADDED.items():
        found |= _months(code, connection.execute(query).fetchall(), added=True)
    for code, query in (("K12", ACTIVE), ("K13", RECEIPTS)):
        rows = connection.execute(query.format(month=MONTH, days=TWO)).fetchall()
        found |= _months(code, rows)
        whole = connection.execute(query.format(month="'whole'", days=YEAR)).fetchall()
        found[code] = tuple(whole[0][1:])
    for reason, part, whole in connection.execute(REASONS).fetchall():
        found[f"K23 {reason}"] = (part, int(whole))
    return found | _lost(connection) | _held(connection) | _cohorts(connection)


def _months(code: str, rows: list[tuple[Any, ...]], *, added: bool = False) -> Answers:
    found: Answers = {f"{code} {month}": (part, whole) for month, part, whole in rows}
    if added:
        year = [row for row in rows if row[0] >= "2025"]
        found[code] = (sum(row[1] or 0 for row in year), sum(row[2] for row in year))
    return found


def _lost(connection: duckdb.DuckDBPyConnection) -> Answers:
    found: Answers = {}
    for year in (2024, 2025):
        for month in range(1, 13):
            end = f"{year + month // 12}-{month % 12 + 1:02}-01"
            connection.execute(STATE, {"end": end})
            query = "SELECT count(*) FILTER (WHERE is_lost), count(*) FROM state"
            told = connection.execute(query).fetchall()[0]
            found[f"K22 {year}-{month:02}"] = found["K22"] = tuple(told)
    reasons: dict[str, int] = {}
    months: dict[str, int] = {}
    ids = 0
    for month, reason, people, count in connection.execute(LOST).fetchall():
        reasons[reason] = reasons.get(reason, 0) + count
        months[month] = months.get(month, 0) + count
        ids += len(people or ())
    return found | named_loss(reasons, months, ids)


def _held(connection: duckdb.DuckDBPyConnection) -> Answers:
    found: Answers = {}
    for name, key in (
        ("patients_by_money", "patient_id"),
        ("conditions_by_money", "condition"),
    ):
        connection.execute(MONEY.format(name=name, key=key, days=TWO))
    connection.execute("ALTER TABLE first RENAME TO patients_by_visits")
    for name, some in (
        ("patients_by_visits", "AND now > 0"),
        ("patients_by_money", ""),
        ("conditions_by_money", ""),
    ):
        spread = connection.execute(GINI.format(of=name, some=some)).fetchall()[0]
        stays = connection.execute(STAYS.format(of=name)).fetchall()[0]
        found[name] = (*spread, *stays)
    connection.execute("ALTER TABLE patients_by_visits RENAME TO first")
    return found


def _cohorts(connection: duckdb.DuckDBPyConnection) -> Answers:
    rows = connection.execute(COHORTS).fetchall()
    return named_cohorts(
        (month, whole, short if has_short else None, long if has_long else None)
        for month, whole, short, long, has_short, has_long in rows
    )
