"""A protocol that has a contact still to come stands ahead of the patient.

What counts back from something agreed does not: that itself does, while it stands.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from renxin.patients.line import ahead
from renxin.protocols.models import ProtocolEnrolment


@ahead("protocol")
def running(at: datetime) -> "QuerySet[Any, Any]":  # noqa: ARG001
    to_come = ProtocolEnrolment.objects.running().filter(
        next_at__isnull=False, comes_at=None
    )
    return to_come.values("patient_id")
