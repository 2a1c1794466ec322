"""Somebody held out of a protocol, as the draw would have left it."""

from datetime import timedelta

from renxin.protocols.models import Assignment, ProtocolEnrolment, Trial
from tests.cast import NOON
from tests.renxin.protocols.protocols import on, text

DAY = timedelta(days=1)
TRIAL = "trial: {hold_out: 20}\n"
# A call after 24 hours, give or take four: watched for ninety days after that.
WATCHED = 91


def trial(doctor, manager, code="T-ONE"):
    run = on(text(code, trial=TRIAL), doctor)
    return Trial.begin(run.version, why="no harm in waiting", by=manager, at=NOON - DAY)


def drawn(trial, patient, clinic, *, at=NOON, arm="HELD_OUT"):
    place = trial.assignments.count()
    ProtocolEnrolment.objects.create(
        protocol=trial.protocol,
        version=trial.version,
        trial=trial,
        patient=patient,
        clinic=clinic,
        anchor="tests",
        anchor_id=place,
        anchored_at=at,
        noticed_at=at,
        weighed_at=at,
    )
    return Assignment.objects.create(
        trial=trial, patient=patient, arm=arm, stratum="", place=place, at=at
    )
