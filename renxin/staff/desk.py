"""The desk: who sits at it, and at which clinic."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from renxin.clinics.models import Clinic
from renxin.desk.access import declared
from renxin.staff.models import Look, Staff
from renxin.staff.models.look import What


class DeskRequest(HttpRequest):
    """A request from a signed-in member of staff at a known clinic."""

    clinic: Clinic
    staff: Staff
    htmx: HtmxDetails
    # How many promises are late, where a page has counted them.
    late: int


def stand_at(request: DeskRequest, clinic_id: int) -> None:
    """What is asked for belongs to this clinic: the rights held there decide."""
    request.staff.stands_at = clinic_id
    if not all(request.staff.may(right) for right in rights_asked(request)):
        raise PermissionDenied


def rights_asked(request: HttpRequest) -> tuple[str, ...]:
    """What the view of this request declares that it needs."""
    match = request.resolver_match
    access = declared(match.func) if match else None
    return access.rights if access else ()


def go_to(request: DeskRequest, url: str) -> HttpResponse:
    """Lead on to another page; the part of a page that asked takes it all along."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def note_look(
    request: DeskRequest, patient_id: int, what: What, particulars: str = ""
) -> Look:
    """Write down that this person looked at this patient."""
    return Look.objects.create(
        staff=request.staff,
        patient_id=patient_id,
        clinic_id=request.staff.stands_at or request.clinic.pk,
        what=what,
        particulars=particulars,
        address=request.META.get("REMOTE_ADDR") or None,
        at=timezone.now(),
    )
