from renxin.protocols.models.assignment import Assignment
from renxin.protocols.models.caught_up import CaughtUp
from renxin.protocols.models.planning_alarm import PlanningAlarm, PlanningAlarmHeard
from renxin.protocols.models.planning_run import PlanningRun
from renxin.protocols.models.protocol import Protocol
from renxin.protocols.models.protocol_contact import ProtocolContact
from renxin.protocols.models.protocol_enrolment import ProtocolEnrolment
from renxin.protocols.models.protocol_exclusion import ProtocolExclusion
from renxin.protocols.models.protocol_signature import ProtocolSignature
from renxin.protocols.models.protocol_step import ProtocolStep
from renxin.protocols.models.protocol_stop import ProtocolStop
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.models.running import TurnedOff, TurnedOn
from renxin.protocols.models.treatment_sign import TreatmentSign
from renxin.protocols.models.trial import Trial

__all__ = [
    "Assignment",
    "CaughtUp",
    "PlanningAlarm",
    "PlanningAlarmHeard",
    "PlanningRun",
    "Protocol",
    "ProtocolContact",
    "ProtocolEnrolment",
    "ProtocolExclusion",
    "ProtocolSignature",
    "ProtocolStep",
    "ProtocolStop",
    "ProtocolVersion",
    "TreatmentSign",
    "Trial",
    "TurnedOff",
    "TurnedOn",
]
