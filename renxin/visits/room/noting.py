"""Notes for those who look after a patient, over the visits."""

from datetime import datetime

from django.db import transaction

from renxin.staff.models import Staff
from renxin.visits.facts import ServiceNoted
from renxin.visits.models import ServiceNote, Visit
from renxin.visits.refusals import NotesNothing

SHOWN = 5


@transaction.atomic
def note(visit: Visit, text: str, *, by: Staff, at: datetime) -> ServiceNote:
    """Written once and never changed; a second thought is a second note."""
    if not text.strip():
        raise NotesNothing
    written = ServiceNote.objects.create(visit=visit, text=text.strip(), by=by, at=at)
    visit.record(ServiceNoted, by=by, at=at)
    return written


def latest(record_ids: list[int]) -> list[ServiceNote]:
    """The last few about this person, of this visit and of earlier ones."""
    theirs = ServiceNote.objects.filter(visit__patient__in=record_ids)
    return list(theirs.select_related("by").order_by("-at", "-pk")[:SHOWN])
