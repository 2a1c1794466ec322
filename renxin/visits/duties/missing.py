"""What every station still owes to whoever stands there, in one query for all."""

from collections.abc import Iterable

from django.db import connection

from renxin.visits.duties.owed import OWED
from renxin.visits.models import StageEntry

MISSING = """
SELECT step_id, count(*) FROM {owed} owed
WHERE step_id = ANY(%s) AND done_at IS NULL AND NOT waived
GROUP BY step_id
"""


def missing_of(entries: Iterable[StageEntry]) -> dict[int, int]:
    """How many duties nobody did and nobody left out with a reason, by step."""
    here = [entry.pk for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(MISSING.format(owed=OWED), [here])
        counted = dict(cursor.fetchall())
    return {step: counted.get(step, 0) for step in here}
