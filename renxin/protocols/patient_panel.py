"""On the patient's page: which protocols they are on, and on and off one."""

from django.urls import reverse
from django.utils import timezone

from renxin.patients.page import Panel, Place, Viewing, panel
from renxin.protocols.models import ProtocolEnrolment, TurnedOn

SHOWN = 6


@panel(Place.ASIDE, 24)
def protocols(viewing: Viewing) -> Panel | None:
    """What is agreed for a time to come stands on the page as what it is."""
    if not viewing.staff.may("protocols.see"):
        return None
    theirs = ProtocolEnrolment.objects.filter(
        patient__in=viewing.record_ids, ended_at=None, comes_at=None
    )
    latest = theirs.select_related("protocol", "version").order_by("-anchored_at")
    found = list(latest[:SHOWN])
    may_put_on = viewing.staff.may("protocols.put_on")
    day = timezone.localdate(viewing.at)
    new = may_put_on and TurnedOn.objects.live(day).by_hand().exists()
    if not found and not new:
        return None
    url = reverse("protocols:of_patient", args=[viewing.patient.pk]) if new else ""
    on_it = [(one, one.may_be_ended_by(viewing.staff)) for one in found]
    return Panel("protocols/_patient_panel.html", {"on_it": on_it, "new": url})
