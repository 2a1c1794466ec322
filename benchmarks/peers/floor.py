"""A clinic in the middle of its day: people at every station, and who moves them."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from benchmarks.peers.crowd import hired
from renxin.clinics.models import Chair, Clinic
from renxin.demo.day.duties import fulfil
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient
from renxin.rosters.models import Shift
from renxin.staff.models import Staff
from renxin.staff.roles import Role
from renxin.visits.duties import publishing
from renxin.visits.kinds import Next, Stage
from renxin.visits.leaving.seeing_off import see_off
from renxin.visits.line import turns
from renxin.visits.models import StageEntry, Station, Visit
from renxin.visits.models.station import furnish
from renxin.visits.terms import Coming, Leaving, Step

TRIES = 20
SINCE = timedelta(hours=1)
STAGES = list(Stage)


@dataclass(frozen=True)
class Floor:
    """Who works there now, where people are sent, and who may come."""

    clinic: Clinic
    stations: dict[str, Station]
    doctors: list[Staff]
    greeter: Staff
    patients: list[Patient]


def laid_out(
    clinic: Clinic, patients: list[Patient], *, doctors: int = 6, named: str = "floor"
) -> Floor:
    """The usual stations and duties, and doctors who are at work at their chairs."""
    publishing.furnish(at=timezone.now() - 2 * SINCE)
    furnish(clinic)
    opens = [timezone.now() - SINCE]
    people = [
        hired(clinic, f"{named} doctor {n}", Role.DOCTOR, opens) for n in range(doctors)
    ]
    for number, doctor in enumerate(people):
        chair = Chair.objects.create(clinic=clinic, name=f"{named} {number}")
        Shift.objects.filter(staff=doctor).update(chair=chair)
    return Floor(
        clinic=clinic,
        stations={one.stage: one for one in clinic.stations.all()},
        doctors=people,
        greeter=hired(clinic, f"{named} greeter", Role.GREETER, opens),
        patients=patients,
    )


class Steward:
    """One who sees to it that everybody in the house goes on to what comes next."""

    def __init__(self, floor: Floor, seed: int) -> None:
        self.floor, self.chance = floor, random.Random(seed)  # noqa: S311

    def fill(self, people: int) -> None:
        """So many in the house, an equal part of them at each station."""
        for number in range(people):
            visit, now = self.greet(), timezone.now()
            for stage in STAGES[1 : 1 + number % len(STAGES)]:
                self._send_on(self.here(visit), stage, at=now)

    def greet(self) -> Visit:
        for _try in range(TRIES):
            patient = self.chance.choice(self.floor.patients)
            coming = Coming(doctor=self.chance.choice(self.floor.doctors))
            told = {"by": self.floor.greeter, "at": timezone.now()}
            try:
                return Visit.begin(patient, self.floor.clinic, coming, **told)
            except Refusal:
                continue
        raise RuntimeError("everybody is in the house")

    def card(self) -> StageEntry | None:
        """One of those in the house; many hands reach for the same."""
        under_way = StageEntry.objects.current().at(self.floor.clinic)
        found = list(under_way.filter(visit__number__isnull=False))
        return self.here(self.chance.choice(found).visit) if found else None

    def here(self, visit: Visit) -> StageEntry:
        told = StageEntry.objects.select_related("visit__clinic", "station")
        return told.get(visit=visit, left_at=None)

    @transaction.atomic
    def move(self) -> None:
        """Whatever comes next for one of them: called, taken up, sent on, seen off."""
        here, now = self.card(), timezone.now()
        if here is None:
            self.greet()
        elif here.station and not here.called_at:
            turns.call_next(here.station, by=self._doctor(here), at=now)
        elif not here.begun_at:
            turns.take_up(here, by=self._doctor(here), at=now)
        elif here.stage == Stage.BACK_TO_DOCTOR:
            self._see_off(here, at=now)
            self.greet()
        else:
            onward = STAGES[STAGES.index(Stage(here.stage)) + 1]
            self._send_on(here, onward, at=now)

    def _doctor(self, here: StageEntry) -> Staff:
        return here.visit.doctor or self.floor.doctors[0]

    def _send_on(self, here: StageEntry, stage: Stage, *, at: datetime) -> None:
        by, station = self._doctor(here), self.floor.stations[stage]
        fulfil(here, by=by, at=at, rng=self.chance)
        here.visit.send_on(station, by=by, at=at)

    def _see_off(self, here: StageEntry, *, at: datetime) -> None:
        by = self._doctor(here)
        fulfil(here, by=by, at=at, rng=self.chance)
        due_on = self.floor.clinic.day_of(at) + timedelta(days=182)
        step = Step(kind=Next.RECALL, due_on=due_on, what="请来做定期检查")
        see_off(here.visit, Leaving(step=step), by=by, at=at)
