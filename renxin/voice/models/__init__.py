from renxin.voice.models.ad_certificate import AdCertificate
from renxin.voice.models.bad_number import BadNumber
from renxin.voice.models.dispatch import Dispatch
from renxin.voice.models.doubt import Doubt, DoubtSettled
from renxin.voice.models.licence import Licence
from renxin.voice.models.line import Line
from renxin.voice.models.local_time import LocalTime
from renxin.voice.models.message import Message
from renxin.voice.models.outlet import CarrierTemplate, Heeded, Outlet
from renxin.voice.models.placed import Placed
from renxin.voice.models.reply import Reply
from renxin.voice.models.report import Report
from renxin.voice.models.silence import Silence
from renxin.voice.models.stop import Stop, StopLifted
from renxin.voice.models.tongue import Tongue
from renxin.voice.models.urgent import Urgent
from renxin.voice.models.withheld import Withheld
from renxin.voice.models.wording import Wording
from renxin.voice.models.wording_review import WordingReview
from renxin.voice.models.wording_version import WordingVersion
from renxin.voice.models.wording_withdrawal import WordingWithdrawal

__all__ = [
    "AdCertificate",
    "BadNumber",
    "CarrierTemplate",
    "Dispatch",
    "Doubt",
    "DoubtSettled",
    "Heeded",
    "Licence",
    "Line",
    "LocalTime",
    "Message",
    "Outlet",
    "Placed",
    "Reply",
    "Report",
    "Silence",
    "Stop",
    "StopLifted",
    "Tongue",
    "Urgent",
    "Withheld",
    "Wording",
    "WordingReview",
    "WordingVersion",
    "WordingWithdrawal",
]
