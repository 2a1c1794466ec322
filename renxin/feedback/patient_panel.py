"""What a patient told us when something went wrong."""

from renxin.feedback.models import Answer, Complaint
from renxin.patients.page import Panel, Place, Viewing, panel

SHOWN = 3
# One survey asks no more than this.
QUESTIONS = 12


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


@panel(Place.ROOM, 20)
def last_answers(viewing: Viewing) -> Panel | None:
    """What they answered when they were last asked, and in which words."""
    answered = Answer.objects.filter(
        patient__in=viewing.record_ids, answered_at__isnull=False
    )
    latest = list(answered.order_by("-asked_at", "pk")[:QUESTIONS])
    if not latest:
        return None
    asked_at = latest[0].asked_at
    answers = [one for one in latest if one.asked_at == asked_at]
    return Panel(
        "feedback/_room_answers.html", {"answers": answers, "asked_at": asked_at}
    )
