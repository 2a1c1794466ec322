"""Whose turn it is at a station: called, taken up, and moved by hand with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from renxin.clinics.models import Chair
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits import facts
from renxin.visits.kinds import Turn, WhyTurned
from renxin.visits.line.order import Waiting, in_order
from renxin.visits.line.rooms import AT_THE_CHAIR, busy_at, room_for
from renxin.visits.models import Reordering, StageEntry, Station, Visit
from renxin.visits.refusals import (
    AlreadyLeft,
    DoctorsBusy,
    HandedOver,
    NobodyWaits,
    OutOfTurn,
    ReasonMissing,
    RoomElsewhere,
    TakenUp,
)

# The class of our locks, apart from every other use of advisory locks.
LOCK = 5_104


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a turn is moved."""

    why: str
    note: str = ""

    def check(self) -> None:
        if self.why not in WhyTurned.values:
            raise ReasonMissing
        if self.why == WhyTurned.OTHER and not self.note.strip():
            raise ReasonMissing


def waiting_for(entry: StageEntry, *, at: datetime) -> list[StageEntry]:
    """Who waits at the same station for the same doctor, the next first."""
    beside = (
        StageEntry.objects.waiting()
        .filter(
            station=entry.station_id,
            stage=entry.stage,
            visit__clinic=entry.visit.clinic_id,
            called_at=None,
        )
        .for_doctor(entry.visit.doctor_id)
        .select_related("visit__appointment")
        .prefetch_related("reorderings")
    )
    return lined_up(beside, at=at)


def next_at(station: Station, *, by: Staff, at: datetime) -> StageEntry:
    """Whom to call next there; for a doctor whom somebody waits for, of their own."""
    waiting = (
        StageEntry.objects.waiting()
        .filter(station=station, called_at=None)
        .select_related("visit__appointment")
        .prefetch_related("reorderings")
    )
    everybody = lined_up(waiting, at=at)
    mine = [one for one in everybody if one.visit.doctor_id in {by.pk, None}]
    has_own = any(one.visit.doctor_id == by.pk for one in mine)
    busy = set() if has_own else busy_at(station)
    for one in mine if has_own else everybody:
        if one.visit.doctor_id not in busy:
            return one
    if everybody:
        raise DoctorsBusy.at(station.name)
    raise NobodyWaits.at(station.name)


def lined_up(entries: Iterable[StageEntry], *, at: datetime) -> list[StageEntry]:
    by_key: Mapping[int, StageEntry] = {entry.pk: entry for entry in entries}
    ordered = in_order(map(_as_waiting, by_key.values()), at=at)
    return [by_key[one.key] for one in ordered]


def _as_waiting(entry: StageEntry) -> Waiting:
    """All that the order may know of them.

    An agreed time counts until the doctor has seen them; from then on it is first
    come, first served at every station.
    """
    visit = entry.visit
    agreed = visit.appointment.starts_at if visit.appointment else None
    moved = max(entry.reorderings.all(), key=lambda one: one.at, default=None)
    return Waiting(
        key=entry.pk,
        came_at=entry.entered_at if visit.seen_at else visit.began_at,
        agreed_at=None if visit.seen_at else agreed,
        urgency=visit.urgency,
        turn=moved.turn if moved else "",
        turned_at=moved.at if moved else None,
    )


@transaction.atomic
def call(
    entry: StageEntry,
    *,
    to: Chair | None = None,
    reason: Reason | None = None,
    by: Staff,
    at: datetime,
) -> None:
    """Call the number in; called again it is only shown again."""
    here = entry.visit.have(seen=entry.pk)
    if here.begun_at:
        raise TakenUp.by(here.begun_by.name if here.begun_by else "")
    if to and to.clinic_id != entry.visit.clinic_id:
        raise RoomElsewhere
    if not here.called_at:
        _have_a_turn(here, reason, by=by, at=at)
    here.called_at, here.called_to = at, to or here.called_to
    here.save(update_fields=["called_at", "called_to"])
    place = here.called_to.name if here.called_to else here.place
    entry.visit.record(facts.Called, by=by, at=at, place=place)
    entry.refresh_from_db()


@transaction.atomic
def call_next(station: Station, *, by: Staff, at: datetime) -> StageEntry:
    """Call whoever is next there; of two who call at once each gets somebody else."""
    # Whoever calls next at a station waits for the one who is calling there now.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, station.pk])
    entry = next_at(station, by=by, at=at)
    while not _still_waits(entry):
        entry = next_at(station, by=by, at=at)
    call(entry, to=room_for(entry, by=by, at=at), by=by, at=at)
    return entry


def _still_waits(entry: StageEntry) -> bool:
    """Under their lock: somebody may have called them by name, or handed them on."""
    try:
        here = entry.visit.have(seen=entry.pk)
    except (AlreadyLeft, HandedOver):
        return False
    return here.called_at is None and here.begun_at is None


@transaction.atomic
def take_up(
    entry: StageEntry,
    *,
    reason: Reason | None = None,
    by: Staff,
    at: datetime,
) -> None:
    """Somebody is with them from now on; the wait at this station is over."""
    visit = entry.visit
    here = visit.have(seen=entry.pk)
    if here.begun_at:
        if here.begun_by_id == by.pk:
            return
        raise TakenUp.by(here.begun_by.name if here.begun_by else "")
    if not here.called_at:
        _have_a_turn(here, reason, by=by, at=at)
    here.begun_at, here.begun_by = max(at, here.entered_at), by
    # Whoever was not called in is where whoever is with them works.
    here.called_to = here.called_to or room_for(here, by=by, at=at)
    here.save(update_fields=["begun_at", "begun_by", "called_to"])
    is_seen = here.stage in AT_THE_CHAIR and by.holds(Role.DOCTOR, at=visit.clinic_id)
    if is_seen and not visit.seen_at:
        visit.seen_at = here.begun_at
        visit.save(update_fields=["seen_at"])
    visit.record(facts.TakenUp, by=by, at=at, station=here.place)
    entry.refresh_from_db()


@transaction.atomic
def move_turn(
    entry: StageEntry, turn: Turn, reason: Reason, *, by: Staff, at: datetime
) -> Reordering:
    """Let somebody go before or after their turn; everybody sees who did it and why."""
    reason.check()
    here = entry.visit.have(seen=entry.pk)
    if here.begun_at:
        raise TakenUp.by(here.begun_by.name if here.begun_by else "")
    return _moved(here, entry.visit, turn, reason, by=by, at=at)


def _have_a_turn(
    here: StageEntry, reason: Reason | None, *, by: Staff, at: datetime
) -> None:
    """Refuse whoever is not next, unless it is said why they go first."""
    first = waiting_for(here, at=at)[:1]
    if not first or first[0].pk == here.pk:
        return
    if reason is None:
        raise OutOfTurn.next_is(first[0].visit.told_number)
    reason.check()
    _moved(here, here.visit, Turn.FORWARD, reason, by=by, at=at)


def _moved(
    here: StageEntry,
    visit: Visit,
    turn: Turn,
    reason: Reason,
    *,
    by: Staff,
    at: datetime,
) -> Reordering:
    moved = Reordering.objects.create(
        entry=here, turn=turn, why=reason.why, note=reason.note.strip(), by=by, at=at
    )
    visit.record(facts.TurnMoved, by=by, at=at, turn=turn, why=reason.why)
    return moved
