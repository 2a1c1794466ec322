"""What happens on a visit, as the journal tells it."""

from renxin.visits.facts.about import AboutVisit
from renxin.visits.facts.duties import (
    DutyDoneFor,
    DutyLeftOut,
    DutyTakenBackFrom,
)
from renxin.visits.facts.way import (
    Called,
    Departed,
    DoctorChanged,
    SentOn,
    ServiceNoted,
    StepBegun,
    TakenUp,
    TurnMoved,
    UrgencyChanged,
    VisitBegan,
    Visited,
    VisitTakenBack,
)

__all__ = [
    "AboutVisit",
    "Called",
    "Departed",
    "DoctorChanged",
    "DutyDoneFor",
    "DutyLeftOut",
    "DutyTakenBackFrom",
    "SentOn",
    "ServiceNoted",
    "StepBegun",
    "TakenUp",
    "TurnMoved",
    "UrgencyChanged",
    "VisitBegan",
    "VisitTakenBack",
    "Visited",
]
