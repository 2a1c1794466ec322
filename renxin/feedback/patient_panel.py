"""What a patient told us when something went wrong."""

from renxin.feedback.models import Complaint
from renxin.patients.page import Panel, Place, Viewing, panel

SHOWN = 3


@panel(Place.ASIDE, 20)
def complaints(viewing: Viewing) -> Panel | None:
    """The latest complaints, and whether each was answered."""
    found = list(
        Complaint.objects.filter(patient__in=viewing.record_ids).order_by(
            "-received_at", "-pk"
        )[:SHOWN]
    )
    if not found:
        return None
    return Panel("feedback/_patient_panel.html", {"complaints": found})
