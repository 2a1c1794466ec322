"""A protocol that has a contact still to come stands ahead of the patient."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from renxin.patients.line import ahead
from renxin.protocols.models import ProtocolEnrolment


@ahead("protocol")
def running(at: datetime) -> "QuerySet[Any, Any]":  # noqa: ARG001
    to_come = ProtocolEnrolment.objects.running().filter(next_at__isnull=False)
    return to_come.values("patient_id")
