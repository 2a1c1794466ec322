"""Every table the house keeps for ``pulse``."""

from renxin.scorecard.lake.duties import DUTIES
from renxin.scorecard.lake.flow import STAGE_ENTRIES
from renxin.scorecard.lake.heard import (
    ANSWERS,
    COMPLAINTS,
    INTRODUCTIONS,
    LOSSES,
    PROMISES,
)
from renxin.scorecard.lake.planned import PLAN_STEPS, PLANS
from renxin.scorecard.lake.referred import REFERRALS
from renxin.scorecard.lake.spoken import (
    ASSIGNMENTS,
    CALLS,
    CONSENTS,
    DRAFTS,
    MESSAGES,
    OPT_OUTS,
)
from renxin.scorecard.lake.treated import APPOINTMENTS, CHARGES, PATIENTS, VISITS
from renxin.scorecard.lake.worked import CAPACITY, DUTY, SHIFTS

EXTRACTS = (
    PATIENTS,
    VISITS,
    STAGE_ENTRIES,
    DUTIES,
    APPOINTMENTS,
    CHARGES,
    PLANS,
    PLAN_STEPS,
    PROMISES,
    MESSAGES,
    CALLS,
    CONSENTS,
    OPT_OUTS,
    DRAFTS,
    ASSIGNMENTS,
    ANSWERS,
    COMPLAINTS,
    LOSSES,
    INTRODUCTIONS,
    REFERRALS,
    SHIFTS,
    DUTY,
    CAPACITY,
)
