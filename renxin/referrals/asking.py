"""What a referral asks, of whom, and the patient's yes where it leaves the house."""

from dataclasses import dataclass, field
from datetime import datetime

from renxin.booking.models import Appointment
from renxin.clinics.models import Department
from renxin.patients.consents import TEXT_VERSION
from renxin.patients.models import Consent, Patient, Purpose
from renxin.patients.models.contact_point import Reach
from renxin.patients.models.purpose import Initiative, Method
from renxin.promises.terms import Terms
from renxin.referrals.kinds import Kind, Urgency, Why
from renxin.referrals.where import Target
from renxin.staff.models import Staff
from renxin.visits.models import Visit


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The patient's yes to sharing, with its proof; one for each place it goes to."""

    evidence: str
    method: str = Method.PAPER
    given_by: str = Reach.Whose.OWN
    initiative: str = Initiative.HOUSE

    def keep(self, patient: Patient, *, by: Staff, at: datetime) -> Consent:
        return Consent(
            patient=patient,
            purpose=Purpose.SHARE,
            answer=Consent.Answer.GIVEN,
            given_by=self.given_by,
            initiative=self.initiative,
            method=self.method,
            text_version=TEXT_VERSION,
            language=by.language,
            evidence=self.evidence,
        ).answered(by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What one side asks the other about a patient."""

    to: Target
    reason: str
    question: str = ""
    kind: str = Kind.CONSULT
    urgency: str = Urgency.ROUTINE
    visit: Visit | None = None
    department: Department | None = None
    agreed: Agreed | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Onward:
    """The patient is referred to somebody else instead."""

    to: Target


@dataclass(frozen=True)
class Expected:
    """They are expected already, at this appointment."""

    appointment: Appointment


@dataclass(frozen=True)
class Stays:
    """They stay with whoever referred them, who looks after them by then."""

    due_at: datetime


@dataclass(frozen=True)
class Promised:
    """Something else is owed to them, by then."""

    terms: Terms


@dataclass(frozen=True, kw_only=True)
class No:
    """A no, which is none without a next step for the patient."""

    why: Why
    words: str
    instead: Onward | Expected | Stays | Promised

    def next_at(self) -> datetime | None:
        """When the patient's next step is; an onward referral has its own clock."""
        if isinstance(self.instead, Expected):
            return self.instead.appointment.starts_at
        if isinstance(self.instead, Stays):
            return self.instead.due_at
        if isinstance(self.instead, Promised):
            return self.instead.terms.due_at
        return None
