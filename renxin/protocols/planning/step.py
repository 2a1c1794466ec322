"""A step about to be taken, and what came of it."""

from dataclasses import dataclass

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.protocols.models import ProtocolStep
from renxin.protocols.planning.due import Due


@dataclass(frozen=True)
class Step:
    due: Due
    step: ProtocolStep
    patient: Patient
    clinic: Clinic


@dataclass(frozen=True)
class Made:
    enrolment_id: int
    step_id: int
    promise_id: int | None = None
    message_id: int | None = None
    why_not: str = ""

    @property
    def how(self) -> str:
        if self.why_not:
            return "not_taken"
        return "promised" if self.promise_id else "said"
