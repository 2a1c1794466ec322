"""The house's own protocol and its trial: written, signed, approved, drawn."""

from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from renxin.clinics.models import Clinic
from renxin.demo.loading.copying import copy
from renxin.demo.loading.history import Clerk
from renxin.demo.loading.today import of_role
from renxin.demo.words import HERE, truth
from renxin.protocols.models import (
    Assignment,
    ProtocolEnrolment,
    ProtocolSignature,
    ProtocolVersion,
    Trial,
    TurnedOn,
)
from renxin.staff.models import Staff
from renxin.staff.roles import Role

TEXT = HERE / "words" / "halfyear.yaml"
WHY = "半年没来的人是否因一次问候而回来，没有人知道；不问候也没有害处。"
LIST = "visits.not_seen"
WRITTEN, SIGNED = timedelta(days=9), timedelta(days=2)
# Nothing of it is still to come for whoever was drawn so long ago.
OVER = timedelta(days=30)


def begin(clerk: Clerk, *, midnight: datetime, now: datetime, manager: Staff) -> None:
    begun = midnight - timedelta(days=truth()["trial"]["begun_days_ago"])
    first = Clinic.objects.order_by("pk")[0]
    care, doctor = (of_role(first, role) for role in (Role.CARE, Role.DOCTOR))
    text = TEXT.read_text("utf-8")
    version = ProtocolVersion.write(text, by=care, at=begun - WRITTEN)
    ProtocolSignature.sign(version, by=doctor, at=begun - SIGNED)
    TurnedOn.turn_on(version, from_on=begun.date(), by=care, at=begun)
    trial = Trial.begin(version, why=WHY, by=manager, at=begun)
    _draw(clerk, trial)
    _enrol(clerk, trial, now=now)


def _draw(clerk: Clerk, trial: Trial) -> None:
    table = clerk.tables["assignments"]
    codes = dict(Clinic.objects.values_list("short_name", "code"))
    copy(
        Assignment,
        {
            "trial_id": [trial.pk] * table.num_rows,
            "patient_id": clerk.patients(table),
            "arm": table["arm"],
            "stratum": [codes[one] for one in table["stratum"].to_pylist()],
            "place": table["place"],
            "at": table["assigned_at"],
        },
    )


def _enrol(clerk: Clerk, trial: Trial, *, now: datetime) -> None:
    table = clerk.tables["assignments"]
    size, patients = table.num_rows, clerk.patients(table)
    at = table["assigned_at"].combine_chunks()
    over = pc.add(at, pa.scalar(OVER))
    copy(
        ProtocolEnrolment,
        {
            "protocol_id": [trial.protocol_id] * size,
            "version_id": [trial.version_id] * size,
            "trial_id": [trial.pk] * size,
            "patient_id": patients,
            "clinic_id": clerk.clinics(table),
            "anchor": [LIST] * size,
            "anchor_id": patients,
            **dict.fromkeys(("anchored_at", "noticed_at", "weighed_at"), at),
            "ended_at": pc.if_else(pc.less_equal(over, now), over, None),
        },
    )
