"""What is owed stands ahead: a call, a recall, whatever kind of promise."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from renxin.patients.line import ahead
from renxin.promises.models import Promise


@ahead("promise")
def owed(at: datetime) -> "QuerySet[Any, Any]":  # noqa: ARG001
    return Promise.objects.open().values("patient_id")
