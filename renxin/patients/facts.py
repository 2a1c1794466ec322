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
from renxin.patients.models.restriction import Erased, Restricted, Unrestricted

__all__ = [
    "ConcernEnded",
    "ConcernNoted",
    "ConsentGiven",
    "ConsentRefused",
    "ConsentWithdrawn",
    "Enrolled",
    "Erased",
    "Merged",
    "Reached",
    "Registered",
    "Restricted",
    "Revised",
    "Unmerged",
    "Unreached",
    "Unrestricted",
]
