"""Appointments still to come: they take their doctor's time, or are refused.

Whoever's doctor is not found is taken in all the same and takes up nobody's time.
"""

from dataclasses import dataclass, field
from typing import Any

from renxin.booking import taking_many
from renxin.booking.refusals import NotAPlace
from renxin.booking.taking_many import Claim
from renxin.exchange.kinds import DUE, Kind
from renxin.exchange.taking.known import Known
from renxin.exchange.taking.statements import do, one, rows, written
from renxin.exchange.taking.stretch import Stretch
from renxin.exchange.taking.upcoming import Row, rows_ahead

# Whether there is anything to look at: history alone takes up nobody's time.
ANY = """
SELECT EXISTS (SELECT FROM booking_occupation) OR EXISTS (
    SELECT FROM {staged} WHERE place > %(after)s AND place <= %(upto)s
        AND s_starts_at > %(at)s AND reason IS NULL
)
"""
# In the order in which everybody takes rows before resources.
HELD = """
SELECT id FROM booking_appointment
WHERE id IN (SELECT object_id FROM judged WHERE verdict = 'changed')
ORDER BY id FOR UPDATE
"""
MARKED = """
UPDATE {staged} staged SET reason = told.reason, heading = '', value = '',
    is_in_the_way = TRUE
FROM unnest(%(places)s::bigint[], %(reasons)s::text[]) AS told (place, reason)
WHERE staged.place = told.place
"""
IDS = "SELECT place, object_id FROM judged WHERE place = ANY (%(places)s)"
STANDS = """
UPDATE booking_appointment SET doctor_id = told.doctor_id, minutes = told.minutes
FROM unnest(%(ids)s::bigint[], %(doctors)s::bigint[], %(minutes)s::int[])
    AS told (id, doctor_id, minutes)
WHERE booking_appointment.id = told.id
"""
# Kept beside what else the row changed, so that it can be undone with it.
KEPT = """
UPDATE exchange_change kept
SET before = kept.before || jsonb_build_object('doctor_id', record.doctor_id),
    after = kept.after
        || jsonb_build_object('doctor_id', told.doctor_id, 'minutes', told.minutes)
FROM unnest(%(ids)s::bigint[], %(doctors)s::bigint[], %(minutes)s::int[])
    AS told (id, doctor_id, minutes)
JOIN booking_appointment record ON record.id = told.id
WHERE kept.made_by_id = %(import)s AND kept.kind = 'appointments'
    AND kept.object_id = told.id
"""
UNCONFIRMED = """
DELETE FROM booking_confirmation WHERE appointment_id = ANY (%(ids)s)
"""


@dataclass
class Settled:
    """Who takes what, who gives back, and who is refused with which words."""

    claims: list[Claim] = field(default_factory=list)
    given_back: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)
    # The rows still to come whose doctor nobody here is.
    unmatched: list[Row] = field(default_factory=list)


def is_any(stretch: Stretch) -> bool:
    if stretch.kind != Kind.APPOINTMENTS:
        return False
    return bool(one(written(ANY, staged=stretch.staged), stretch.values))


def settle(stretch: Stretch, *, is_dry: bool = False) -> Settled:
    """Say what becomes of every row still to come; a dry run locks nothing."""
    if not is_dry:
        do(HELD)
    settled = _sorted_out(stretch)
    if not is_dry:
        taking_many.lock(settled.claims, at=stretch.at)
    answers = taking_many.refused(settled.claims, settled.given_back)
    settled.refused |= {turn: str(why) for turn, why in answers.items()}
    settled.claims = [c for c in settled.claims if c.turn not in settled.refused]
    _mark(stretch, settled.refused)
    return settled


def _sorted_out(stretch: Stretch) -> Settled:
    found = list(rows_ahead(stretch))
    known = Known.of(found, stretch)
    settled = Settled()
    for row in found:
        doctor = known.doctor_of(row)
        if row.outcome != DUE or row.starts_at <= stretch.at or not doctor:
            settled.given_back |= {row.standing_id} if row.standing_id else set()
            if row.outcome == DUE and row.starts_at > stretch.at:
                settled.unmatched.append(row)
        elif known.wants_other_time(row, doctor):
            claim = known.claim_of(row, doctor)
            try:
                claim.place.check(at=stretch.at)
                settled.claims.append(claim)
            except NotAPlace as refusal:
                settled.refused[row.place] = str(refusal)
    return settled


def _mark(stretch: Stretch, refused: dict[int, str]) -> None:
    if refused:
        told = {"places": list(refused), "reasons": list(refused.values())}
        do(written(MARKED, staged=stretch.staged), told)


def put(stretch: Stretch, settled: Settled) -> None:
    """Give back and take up, once the appointments themselves are written."""
    taking_many.give_back(settled.given_back)
    places = [claim.turn for claim in settled.claims]
    ids: dict[int, int] = dict(rows(IDS, {"places": places}))
    taking_many.take(settled.claims, ids)
    told = _told(settled, ids)
    do(KEPT, {**stretch.values, **told})
    do(STANDS, told)
    standing = [c.standing_id for c in settled.claims if c.standing_id]
    do(UNCONFIRMED, {"ids": standing})


def _told(settled: Settled, ids: dict[int, int]) -> dict[str, Any]:
    """Who is whose doctor from here on; a name that nobody bears is nobody's."""
    lines: list[tuple[int, int | None, int | None]] = [
        (ids[c.turn], c.doctor.pk, c.place.minutes) for c in settled.claims
    ]
    lines += [
        (row.standing_id, None, row.minutes)
        for row in settled.unmatched
        if row.standing_id and row.is_named
    ]
    return {
        "ids": [line[0] for line in lines],
        "doctors": [line[1] for line in lines],
        "minutes": [line[2] for line in lines],
    }
