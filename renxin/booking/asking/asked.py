"""What was asked for in a line, as far as it was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from renxin.booking.asking.line import Heard
from renxin.booking.asking.people import Relative
from renxin.booking.models import Service
from renxin.booking.models.service import USUAL_MINUTES
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS
from renxin.booking.wish import EVERY_DAY, Wish
from renxin.clinics.models import Clinic, Department
from renxin.staff.models import Staff


@dataclass(frozen=True)
class House:
    """Whom and what one may name at a clinic."""

    clinic: Clinic
    doctors: Sequence[Staff] = ()
    departments: Sequence[Department] = ()
    services: Sequence[Service] = ()


@dataclass(frozen=True)
class Missed:
    """A piece of the line that was not understood, and why, where that can be said."""

    piece: str
    why: str = ""


@dataclass
class Asking:
    """What was asked for, as far as it was understood."""

    clinic: Clinic
    minutes: int | None = None
    service: Service | None = None
    doctors: tuple[Staff, ...] = ()
    department: Department | None = None
    # Either the doctors named or whoever else fits; the named come first.
    is_either: bool = False
    not_with: tuple[Staff, ...] = ()
    relatives: list[Relative] = field(default_factory=list)
    first_day: date = date.min
    last_day: date = date.max
    weekdays: frozenset[int] = EVERY_DAY
    not_before: time = DAY_BEGINS
    not_after: time = DAY_ENDS
    hurts: bool = False
    assistants: int = 0
    heard: list[Heard] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)

    @property
    def understood(self) -> list[str]:
        """In words, in the order in which it was said."""
        return [one.words for one in sorted(self.heard, key=lambda one: one.start)]

    @property
    def is_possible(self) -> bool:
        """Whether any day and hour can be all that was asked for."""
        in_order = self.first_day <= self.last_day and self.not_before < self.not_after
        return in_order and bool(self.weekdays)

    def wish(self) -> Wish:
        asked = {
            "clinic": self.clinic,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "weekdays": self.weekdays,
            "not_before": self.not_before,
            "not_after": self.not_after,
            "not_with": frozenset(one.pk for one in self.not_with),
            "department": self.department,
            "doctors": () if self.is_either else self.doctors,
        }
        if self.service is None:
            asked |= {"assistants": self.assistants}
            return Wish(minutes=self.minutes or USUAL_MINUTES, **asked)  # type: ignore[arg-type]
        wish = Wish.of(self.service, **asked)
        return replace(
            wish,
            minutes=self.minutes or wish.minutes,
            assistants=max(self.assistants, wish.assistants),
        )
