"""One clinic's half-year as it is watched over, and who watches."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from renxin.clinics.clock import moment
from renxin.clinics.models import Clinic
from renxin.demo.day.people import People
from renxin.demo.words import truth
from renxin.staff.models import Staff
from renxin.visits.models import Visit

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
HALF_A_YEAR = 27 * A_WEEK
# What is older is history and is written a table at a time; nobody reacts to it.
LIVED = 2 * A_DAY


class Coming(NamedTuple):
    """As much of a visit as it takes to write down what was asked about it."""

    visit: int
    patient: int
    ended_at: datetime


@dataclass(frozen=True)
class Watch:
    people: People
    manager: Staff
    now: datetime
    rng: Random
    house: int

    @property
    def clinic(self) -> Clinic:
        return self.people.clinic

    @property
    def today(self) -> date:
        return self.clinic.day_of(self.now)

    def days(self) -> list[date]:
        """Every day of the half-year before today."""
        many = HALF_A_YEAR // A_DAY
        return [self.today - number * A_DAY for number in range(many, 0, -1)]

    def is_lived(self, at: datetime) -> bool:
        return at > self.now - LIVED

    def hour(self, day: date, minute: int) -> datetime:
        return moment(day, minute, self.clinic.zone)

    def assistant(self) -> Staff:
        return self.rng.choice(self.people.assistants)

    def happens(self, share: str) -> bool:
        """As often as the known truth says."""
        return bool(self.rng.random() < truth()["safety"][share])

    def comings(self) -> list[Coming]:
        """Who came in the half-year before today, of those alive."""
        begins = self.hour(self.days()[0], 0)
        came = Visit.objects.at(self.clinic).filter(
            began_at__range=(begins, self.hour(self.today, 0)),
            ended_at__isnull=False,
            patient__died_on=None,
        )
        told = came.order_by("began_at", "pk").values_list("pk", "patient", "ended_at")
        return [Coming(pk, whose, ended) for pk, whose, ended in told if ended]
