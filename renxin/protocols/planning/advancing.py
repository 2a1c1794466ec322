"""Going on to the next step; one whose time had gone by is written down as such."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from renxin.protocols.models import ProtocolVersion
from renxin.protocols.planning import set_based, timed

# Whoever is held out stays on the protocol, and no step of it ever comes. Where they
# were drawn under another of their records, that draw holds.
JUST_WEIGHED = """{row}.version_id = %(version)s AND {row}.weighed_at = %(at)s
    AND {row}.ended_at IS NULL AND {row}.next_at IS NULL
    AND coalesce((SELECT drawn.arm FROM patients_records_of({row}.patient_id) record
        JOIN protocols_assignment drawn
            ON drawn.patient_id = record AND drawn.trial_id = {row}.trial_id
        ORDER BY record <> {row}.patient_id, drawn.id LIMIT 1), '') <> 'HELD_OUT'"""
# Ended meanwhile, by hand or by a stop, it goes on no more.
THESE = "{row}.id = ANY(%(ids)s) AND {row}.ended_at IS NULL"


def begin(version: ProtocolVersion, *, at: datetime) -> None:
    set_based.run(_statement(JUST_WEIGHED), {"version": version.pk, "at": at})


def go_on(ids: Sequence[int], *, at: datetime) -> None:
    set_based.run(_statement(THESE), {"ids": list(ids), "at": at})


@cache
def _statement(which: str) -> str:
    return timed.statement(
        "advance.sql",
        which=which.format(row="enrolment"),
        same=which.format(row="same"),
    )
