from renxin.followup.models.call import Call, CallHold, CallTakenBack
from renxin.followup.models.line_alarm import LineAlarm, LineAlarmHeard
from renxin.followup.models.line_break import LineBreak
from renxin.followup.models.line_count import LineCount
from renxin.followup.models.line_reason import LineReason
from renxin.followup.models.line_start import LineStart
from renxin.followup.models.loss import Loss
from renxin.followup.models.mined_list import (
    ListApproval,
    ListPromise,
    ListRow,
    MinedList,
    RowStruck,
)
from renxin.followup.models.need_said import NeedSaid
from renxin.followup.models.wrong_number import NumberRight, WrongNumber

__all__ = [
    "Call",
    "CallHold",
    "CallTakenBack",
    "LineAlarm",
    "LineAlarmHeard",
    "LineBreak",
    "LineCount",
    "LineReason",
    "LineStart",
    "ListApproval",
    "ListPromise",
    "ListRow",
    "Loss",
    "MinedList",
    "NeedSaid",
    "NumberRight",
    "RowStruck",
    "WrongNumber",
]
