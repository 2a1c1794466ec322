"""What happens to a patient's record; each fact is told beside the model it is of."""

from renxin.patients.models.concern import ConcernEnded, ConcernNoted
from renxin.patients.models.consent import (
    ConsentGiven,
    ConsentRefused,
    ConsentWithdrawn,
)
from renxin.patients.models.contact_point import Reached, Unreached
from renxin.patients.models.enrolment import Enrolled
from renxin.patients.models.merge import Merged, Unmerged
from renxin.patients.models.patient import Registered, Revised

__all__ = [
    "ConcernEnded",
    "ConcernNoted",
    "ConsentGiven",
    "ConsentRefused",
    "ConsentWithdrawn",
    "Enrolled",
    "Merged",
    "Reached",
    "Registered",
    "Revised",
    "Unmerged",
    "Unreached",
]
