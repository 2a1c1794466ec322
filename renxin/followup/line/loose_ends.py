"""What is overdue and hangs in the air: without an owner, a number, or a word."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from django.db import connection

from renxin.followup.kinds import Loose


def loose_ends(clinic_ids: Iterable[int], *, on: date) -> dict[int, dict[int, Loose]]:
    """By clinic, each such promise of a day before this one, the oldest first."""
    ids = list(clinic_ids)
    found: dict[int, dict[int, Loose]] = {pk: {} for pk in ids}
    with connection.cursor() as cursor:
        cursor.execute(_query(), {"clinics": ids, "day": on})
        for promise, clinic, loose in cursor.fetchall():
            found[clinic][promise] = Loose(loose)
    return found


@cache
def _query() -> str:
    return Path(__file__).with_name("loose_ends.sql").read_text("utf-8")
