"""Every table the house keeps for ``pulse``."""

from renxin.scorecard.lake.heard import (
    ANSWERS,
    COMPLAINTS,
    INTRODUCTIONS,
    LOSSES,
    PROMISES,
)
from renxin.scorecard.lake.treated import APPOINTMENTS, CHARGES, PATIENTS, VISITS

EXTRACTS = (
    PATIENTS,
    VISITS,
    APPOINTMENTS,
    CHARGES,
    PROMISES,
    ANSWERS,
    COMPLAINTS,
    LOSSES,
    INTRODUCTIONS,
)
