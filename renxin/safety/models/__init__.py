from renxin.safety.models.adverse_event import AdverseEvent, EventReview
from renxin.safety.models.infection_check import CheckedItem, InfectionCheck
from renxin.safety.models.late_effect import LateEffect
from renxin.safety.models.pain_score import PainScore
from renxin.safety.models.remedy import Remedied, Remedy

__all__ = [
    "AdverseEvent",
    "CheckedItem",
    "EventReview",
    "InfectionCheck",
    "LateEffect",
    "PainScore",
    "Remedied",
    "Remedy",
]
