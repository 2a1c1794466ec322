"""What complaints do to the other storeys."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from renxin.feedback.models import Complaint
from renxin.voice.kinds import Why
from renxin.voice.outbox.subjects import holds_back

# Whoever complained hears no offers before this long after it was closed.
AFTERWARDS = timedelta(days=30)


@holds_back(Why.COMPLAINT)
def complaining(record_ids: Collection[int], at: datetime) -> set[int]:
    recent = Q(closed_at=None) | Q(closed_at__gt=at - AFTERWARDS)
    found = Complaint.objects.filter(
        recent, patient__in=record_ids, received_at__lte=at
    )
    return set(found.values_list("patient", flat=True))
