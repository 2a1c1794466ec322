"""The flow board: who is where at this moment, read in a few queries for everybody."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import OuterRef, Prefetch, Q

from renxin.booking.models import Appointment
from renxin.clinics.models import Clinic
from renxin.patients.models import Concern
from renxin.rosters import duty
from renxin.staff.models import Staff
from renxin.visits.board.card import Card
from renxin.visits.board.clock import Clock
from renxin.visits.duties.missing import missing_of
from renxin.visits.kinds import Stage, WhyUrgency
from renxin.visits.leaving.breaks import how_they_left
from renxin.visits.line.turns import lined_up
from renxin.visits.models import Judgement, Reordering, StageEntry, Station, Visit

SOON = timedelta(minutes=30)
MINUTE = 60


@dataclass
class Column:
    """One station: who is looked after, who is called, who waits, in that order."""

    station: Station | None
    stage: Stage
    cards: list[Card] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"station-{self.station.pk}" if self.station else self.stage.lower()

    @property
    def name(self) -> str:
        return self.station.name if self.station else str(self.stage.label)

    @property
    def waiting(self) -> list[Card]:
        return [card for card in self.cards if card.waits]

    @property
    def has_next(self) -> bool:
        """Somebody who can be called: waits, and was not called yet."""
        return any(card.waits and not card.entry.called_at for card in self.cards)

    @property
    def longest(self) -> Clock | None:
        clocks = (card.clock for card in self.waiting)
        return max(clocks, key=lambda one: one.seconds, default=None)


@dataclass(frozen=True)
class Board:
    """The stations of a clinic from left to right, and a few numbers of the day."""

    columns: list[Column]
    closed: list[Station]
    soon: int
    left: int
    without_doctor: int
    without_step: int

    @property
    def cards(self) -> list[Card]:
        return [card for column in self.columns for card in column.cards]

    @property
    def clocks(self) -> list[Clock]:
        return [card.clock for card in self.cards if card.waits]

    @property
    def away(self) -> list[tuple[Staff | None, int]]:
        """The doctors who are not at work, and how many still wait for each."""
        waits = [card.visit for card in self.cards if card.doctor_is_off and card.waits]
        doctors = {visit.doctor_id: visit.doctor for visit in waits}
        many = Counter(visit.doctor_id for visit in waits)
        return [(doctors[pk], n) for pk, n in many.most_common()]

    @property
    def median_minutes(self) -> int | None:
        waits = [clock.seconds for clock in self.clocks]
        return int(median(waits)) // MINUTE if waits else None

    @property
    def too_long(self) -> list[Clock]:
        return [clock for clock in self.clocks if clock.state == "over"]

    @property
    def missing(self) -> int:
        """Duties that stand between people and their next station."""
        return sum(card.missing for card in self.cards)

    @property
    def longest(self) -> Clock | None:
        return max(self.too_long, key=lambda one: one.seconds, default=None)


def board_of(clinic: Clinic, *, at: datetime) -> Board:
    stations = list(Station.objects.at(clinic))
    columns = _columns(stations, _cards(clinic, at=at))
    shown = {column.station.pk for column in columns if column.station}
    return Board(
        columns=columns,
        closed=[one for one in stations if one.pk not in shown],
        soon=_expected_soon(clinic, at=at),
        **_left(clinic, clinic.day_of(at)),
    )


def _columns(stations: Iterable[Station], cards: list[Card]) -> list[Column]:
    """A station that is closed folds; whoever is at none stands before the first."""
    at_station: dict[int | None, list[Card]] = defaultdict(list)
    for card in cards:
        at_station[card.entry.station_id].append(card)
    columns = [
        Column(one, Stage(one.stage), at_station[one.pk])
        for one in stations
        if not one.closed_at or at_station[one.pk]
    ]
    nowhere = at_station[None]
    if nowhere:
        columns.insert(0, Column(None, Stage(nowhere[0].entry.stage), nowhere))
    return columns


def _cards(clinic: Clinic, *, at: datetime) -> list[Card]:
    """Whoever is looked after first, then who was called, then who waits, in order."""
    entries = list(_entries(clinic))
    begun = [one for one in entries if one.begun_at]
    called = [one for one in entries if one.called_at and not one.begun_at]
    waiting = [one for one in entries if not one.called_at and not one.begun_at]
    in_order = [
        *sorted(begun, key=lambda one: (one.begun_at, one.pk)),
        *sorted(called, key=lambda one: (one.called_at, one.pk)),
        *lined_up(waiting, at=at),
    ]
    concerns = _concerns(entries)
    # Whoever is with somebody is at work, whatever the roster says.
    here = {*duty.at_work(clinic, at=at), *(one.begun_by_id for one in begun)}
    missing = missing_of(entries)
    return [
        Card(
            entry=one,
            concerns=concerns[one.visit.patient.kept().pk],
            doctor_is_off=bool(one.visit.doctor_id) and one.visit.doctor_id not in here,
            missing=missing[one.pk],
            judged=_judged(one),
            at=at,
        )
        for one in in_order
    ]


def _judged(entry: StageEntry) -> str:
    """For what need it was judged anew how soon they must be seen, and by whom."""
    told: dict[str, str] = vars(entry)
    if not told["judged_why"]:
        return ""
    return f"{WhyUrgency(told['judged_why']).label}·{told['judged_by']}"


def _entries(clinic: Clinic) -> Iterable[StageEntry]:
    turned = Reordering.objects.select_related("by").order_by("at", "pk")
    judged = Judgement.objects.filter(visit=OuterRef("visit")).order_by("-at", "-pk")
    under_way = Q(visit__ended_at=None, visit__number__isnull=False)
    return (
        StageEntry.objects.current()
        .at(clinic)
        .filter(under_way)
        .select_related(
            "station",
            "begun_by",
            "called_to",
            "visit__appointment",
            "visit__clinic",
            "visit__doctor",
            "visit__patient__merged_into",
        )
        .prefetch_related(Prefetch("reorderings", turned))
        .annotate(
            judged_why=judged.values("why")[:1], judged_by=judged.values("by__name")[:1]
        )
    )


def _concerns(entries: Iterable[StageEntry]) -> dict[int, list[Concern]]:
    """What weighs on them; a record merged meanwhile leads to the one kept."""
    kept = {one.visit.patient_id: one.visit.patient.kept().pk for one in entries}
    ids = {*kept, *kept.values()}
    found: dict[int, list[Concern]] = defaultdict(list)
    theirs = Q(patient__in=ids) | Q(patient__merged_into__in=ids)
    weighing = Concern.objects.open().filter(theirs).select_related("patient")
    for one in weighing.order_by("at", "pk"):
        whose = one.patient.merged_into_id or one.patient_id
        found[kept.get(whose, whose)].append(one)
    return found


def _expected_soon(clinic: Clinic, *, at: datetime) -> int:
    due = Appointment.objects.due().firm().filter(clinic=clinic, coming=None)
    return due.between(at, at + SOON).count()


def _left(clinic: Clinic, day: date) -> dict[str, int]:
    left = Visit.objects.at(clinic).lived_here().filter(day=day)
    return how_they_left(left.filter(ended_at__isnull=False))
