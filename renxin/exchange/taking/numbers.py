"""Record numbers for a whole stretch: the file's own where free, else ours."""

from renxin.exchange.taking.statements import do, named, one, written
from renxin.exchange.taking.stretch import Stretch

# The file's number holds where nobody has it, first come first served.
WISHED = """
CREATE TEMP TABLE judged_number AS
SELECT place, CASE WHEN wish IS NOT NULL AND first = 1 AND NOT EXISTS (
    SELECT FROM patients_patient taken WHERE taken.number = wish
) THEN wish END AS number
FROM (
    SELECT place, {wish} AS wish,
        row_number() OVER (PARTITION BY {wish} ORDER BY place) AS first
    FROM judged WHERE verdict = 'new'
) wished
"""

# As renxin.patients.numbers issues them: the year, then a running number.
DRAWN = """
UPDATE judged_number SET number = drawn.number FROM (
    SELECT place, %(year)s::text || CASE WHEN running < 10000
        THEN lpad(running::text, 4, '0') ELSE running::text END AS number
    FROM (
        SELECT place, nextval('patients_number') AS running
        FROM judged_number WHERE number IS NULL
    ) drawing
) drawn
WHERE drawn.place = judged_number.place
"""

CLASHING = """
UPDATE judged_number mine SET number = NULL
WHERE EXISTS (SELECT FROM patients_patient taken WHERE taken.number = mine.number)
    OR EXISTS (
        SELECT FROM judged_number other
        WHERE other.number = mine.number AND other.place < mine.place
    )
"""


def draw(stretch: Stretch, *, wished: str) -> None:
    """Give every new patient of the stretch a number that nobody has."""
    do("DROP TABLE IF EXISTS judged_number")
    do(written(WISHED, wish=named(wished)))
    do("CREATE INDEX ON judged_number (number)")
    lacking = "SELECT EXISTS (SELECT FROM judged_number WHERE number IS NULL)"
    while one(lacking):
        do(DRAWN, stretch.values)
        do(CLASHING)
