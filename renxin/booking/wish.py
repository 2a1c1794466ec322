"""What is looked for when a time is looked for, and what is offered."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from renxin.booking.models import Service
from renxin.booking.models.waitlist_entry import DAY_BEGINS, DAY_ENDS
from renxin.booking.terms import NOTHING, Place
from renxin.clinics.models import Clinic, Department
from renxin.staff.models import Staff

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, kw_only=True)
class Wish:
    """So many minutes with somebody, in some room, some day, some time of day."""

    clinic: Clinic
    minutes: int
    first_day: date
    last_day: date
    # Any doctor at work there, unless some are named or their department is.
    doctors: tuple[Staff, ...] = ()
    department: Department | None = None
    not_with: Collection[int] = field(default_factory=frozenset)
    weekdays: frozenset[int] = EVERY_DAY
    not_before: time = DAY_BEGINS
    not_after: time = DAY_ENDS
    chair: bool = True
    assistants: int = 0
    device_kind: str = ""
    preparation: timedelta = NOTHING
    cleanup: timedelta = NOTHING

    @classmethod
    def of(cls, service: Service, **asked: object) -> "Wish":
        """What a service needs, and what is asked besides."""
        needs: dict[str, object] = {
            "minutes": service.minutes,
            "chair": service.needs_chair(),
            "assistants": service.assistants,
            "device_kind": service.device_kind,
            "preparation": service.preparation,
            "cleanup": service.cleanup,
        }
        return cls(**(needs | asked))  # type: ignore[arg-type]

    @classmethod
    def like(cls, place: Place, **asked: object) -> "Wish":
        """What a place takes up, of whomever and whatever is free at another time."""
        needs: dict[str, object] = {
            "clinic": place.clinic,
            "minutes": place.minutes,
            "chair": place.chair is not None,
            "assistants": len(place.assistants),
            "device_kind": place.devices[0].kind if place.devices else "",
            "preparation": place.preparation,
            "cleanup": place.cleanup,
        }
        return cls(**(needs | asked))  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A place that is free just now; booking it looks again."""

    place: Place
    # With one of the doctors who were asked for by name.
    is_with_the_named: bool
