"""What is agreed with a patient: when, with whom, in what, and how it came about."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from renxin.booking.kinds import As, Through
from renxin.booking.models.resource import Thing
from renxin.booking.models.service import LONGEST_MINUTES, Service
from renxin.booking.refusals import (
    AcrossMidnight,
    InThePast,
    NoLength,
    OfAnotherClinic,
    TooLong,
)
from renxin.clinics.models import Chair, Clinic, Equipment
from renxin.rosters.spans import DateTimeTZRange, span
from renxin.staff.models import Staff

# A walk-in is written down a little after it began.
GRACE = timedelta(minutes=15)
NOTHING = timedelta()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A time at a clinic, and whom and what it takes up."""

    clinic: Clinic
    starts_at: datetime
    minutes: int
    doctor: Staff | None = None
    assistants: tuple[Staff, ...] = ()
    chair: Chair | None = None
    devices: tuple[Equipment, ...] = ()
    preparation: timedelta = NOTHING
    cleanup: timedelta = NOTHING

    @property
    def ends_at(self) -> datetime:
        # By the minutes that pass: the wall's jump when clocks are changed.
        return self.starts_at.astimezone(UTC) + timedelta(minutes=self.minutes)

    @property
    def visit(self) -> DateTimeTZRange:
        return span(self.starts_at, self.ends_at)

    @property
    def whole(self) -> DateTimeTZRange:
        """With getting ready before and clearing up after."""
        opens_at = self.starts_at.astimezone(UTC) - self.preparation
        return span(opens_at, self.ends_at + self.cleanup)

    @property
    def day(self) -> date:
        return self.clinic.day_of(self.starts_at)

    @property
    def people(self) -> tuple[Staff, ...]:
        return (*((self.doctor,) if self.doctor else ()), *self.assistants)

    def given(self, service: Service) -> "Place":
        """The same place with the time the service needs around it."""
        return replace(self, preparation=service.preparation, cleanup=service.cleanup)

    def time_of(self, taken_as: As) -> DateTimeTZRange:
        """The doctor is there for the visit, all else to get ready and clear up too."""
        return self.visit if taken_as == As.DOCTOR else self.whole

    def takes(self) -> list[tuple[Thing, As, DateTimeTZRange]]:
        """Whom and what, as what, and from when until when."""
        taken: list[tuple[Thing, As]] = [
            *([(self.doctor, As.DOCTOR)] if self.doctor else []),
            *((one, As.ASSISTANT) for one in self.assistants),
            *([(self.chair, As.CHAIR)] if self.chair else []),
            *((one, As.DEVICE) for one in self.devices),
        ]
        return [(thing, as_what, self.time_of(as_what)) for thing, as_what in taken]

    def check(self, *, at: datetime) -> None:
        """Refuse what can never be a place, whoever asks."""
        if self.minutes <= 0:
            raise NoLength
        if self.minutes > LONGEST_MINUTES:
            raise TooLong
        if self.starts_at < at - GRACE:
            raise InThePast
        last = self.ends_at - timedelta(microseconds=1)
        if self.clinic.day_of(last) != self.day:
            raise AcrossMidnight
        for thing in (self.chair, *self.devices):
            if thing and thing.clinic_id != self.clinic.pk:
                raise OfAnotherClinic.named(thing.name, self.clinic.short_name)

    def told(self) -> str:
        local = self.starts_at.astimezone(ZoneInfo(self.clinic.zone))
        return f"{local:%m-%d %H:%M}"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A place, what for, and how the appointment came about."""

    place: Place
    service: Service | None = None
    kind: str = ""
    through: Through = Through.DESK
    note: str = ""
    # A request holds its place until then, and lapses if nobody makes it firm.
    held_until: datetime | None = None
    # The appointment whose coming this one is part of.
    coming_id: int | None = None
    series_id: int | None = None
    # Another of theirs, given up or moved in the same step, is not in their way.
    besides_id: int | None = None
    # Why it may stand over another; only for those who may overbook.
    over: str = ""
