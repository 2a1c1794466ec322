from renxin.visits.models.charge import Charge
from renxin.visits.models.checklist import Checklist
from renxin.visits.models.departure import Departure
from renxin.visits.models.display_key import DisplayKey
from renxin.visits.models.duty import Duty
from renxin.visits.models.duty_done import DutyDone
from renxin.visits.models.duty_taken_back import DutyTakenBack
from renxin.visits.models.duty_waived import DutyWaived
from renxin.visits.models.judgement import Judgement
from renxin.visits.models.next_step import NextStep
from renxin.visits.models.queue_day import QueueDay
from renxin.visits.models.refund import HandCharge, Refund
from renxin.visits.models.reordering import Reordering
from renxin.visits.models.service_note import ServiceNote
from renxin.visits.models.signed_consent import SignedConsent
from renxin.visits.models.stage_entry import StageEntry
from renxin.visits.models.station import Station
from renxin.visits.models.step_taken import StepTaken
from renxin.visits.models.visit import Visit

__all__ = [
    "Charge",
    "Checklist",
    "Departure",
    "DisplayKey",
    "Duty",
    "DutyDone",
    "DutyTakenBack",
    "DutyWaived",
    "HandCharge",
    "Judgement",
    "NextStep",
    "QueueDay",
    "Refund",
    "Reordering",
    "ServiceNote",
    "SignedConsent",
    "StageEntry",
    "Station",
    "StepTaken",
    "Visit",
]
