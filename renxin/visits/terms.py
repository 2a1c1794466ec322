"""What is said when a visit begins, and when it ends."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from renxin.booking.models import Appointment
from renxin.staff.models import Staff
from renxin.visits.kinds import (
    AT_THE_DOOR,
    BY_HAND,
    Next,
    Urgency,
    WhyNotBack,
    WhyNothing,
)
from renxin.visits.refusals import NoNextStep, NotSeenOff, ReasonMissing


@dataclass(frozen=True, kw_only=True)
class Coming:
    """As what somebody comes, to whom, and how soon they must be seen."""

    kind: str = ""
    urgency: str = Urgency.ROUTINE
    doctor: Staff | None = None
    appointment: Appointment | None = None
    department_name: str = ""

    def told(self) -> dict[str, Any]:
        """As the visit keeps it; a doctor who leaves the house is still named."""
        return {
            "appointment": self.appointment,
            "doctor": self.doctor,
            "doctor_name": self.doctor.name if self.doctor else "",
            "department_name": self.department_name,
            "urgency": self.urgency,
        }


@dataclass(frozen=True, kw_only=True)
class Step:
    """What comes next, and when; or why nothing does."""

    kind: str = ""
    due_on: date | None = None
    appointment: Appointment | None = None
    what: str = ""
    owner_role: str = ""
    why_nothing: str = ""
    note: str = ""

    def check(self) -> None:
        """Refuse a step without its day, or nothing without its reason."""
        if self.kind == Next.APPOINTMENT:
            is_whole = self.appointment is not None
        elif self.kind in {Next.RECALL, Next.PROMISE}:
            is_whole = self.due_on is not None
        else:
            is_whole = self.kind == Next.NONE and self.why_nothing != ""
        if not is_whole:
            raise NoNextStep
        if self.why_nothing == WhyNothing.OTHER and not self.note.strip():
            raise ReasonMissing


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """How somebody leaves: what comes next, and why not from the doctor's room."""

    step: Step
    why_not_back: str = ""
    note: str = ""

    def check(self) -> None:
        """What the house says by itself the next morning, nobody says at the door."""
        self.step.check()
        if self.step.why_nothing not in {"", *BY_HAND}:
            raise NoNextStep
        if self.why_not_back not in {"", *AT_THE_DOOR}:
            raise NotSeenOff
        if self.why_not_back == WhyNotBack.OTHER and not self.note.strip():
            raise ReasonMissing
