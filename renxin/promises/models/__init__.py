from renxin.promises.models.deferral import Deferral
from renxin.promises.models.ending import Ending
from renxin.promises.models.escalation import Escalation
from renxin.promises.models.handover import Handover
from renxin.promises.models.opt_out import CallsWelcome, OptOut
from renxin.promises.models.promise import Promise

__all__ = [
    "CallsWelcome",
    "Deferral",
    "Ending",
    "Escalation",
    "Handover",
    "OptOut",
    "Promise",
]
