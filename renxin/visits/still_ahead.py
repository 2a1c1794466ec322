"""Whoever is in the house has the doctor ahead of them."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from renxin.patients.line import ahead
from renxin.visits.models import Visit


@ahead("visit")
def in_the_house(at: datetime) -> "QuerySet[Any, Any]":  # noqa: ARG001
    return Visit.objects.under_way().values("patient_id")
