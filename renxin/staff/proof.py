"""The second proof: of whom it is demanded, and whether a session holds one.

An administrator shows it before anything else; whoever takes patients' data
out shows it afresh. Made-up people of a demonstration clinic are asked for
none: they guard nobody's data, and a real house has none of them.
"""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.timezone import now as clock
from django.utils.translation import gettext as _

from renxin.staff.models import Staff
from renxin.staff.roles import ADMINS

FRESH = timedelta(minutes=15)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What changes only how the page looks to the person themselves.
HARMLESS = frozenset({"staff:theme", "staff:language"})


def factors(staff: Staff) -> list[str]:
    mine = Authenticator.objects.filter(user=staff, type__in=FACTORS)
    return list(mine.values_list("type", flat=True))


def given_at(request: HttpRequest, staff: Staff) -> datetime | None:
    """When this session last showed a second proof."""
    records = get_authentication_records(request, staff)
    moments = [one["at"] for one in records if one["method"] == "mfa"]
    if not moments:
        return None
    return datetime.fromtimestamp(max(moments), tz=clock().tzinfo)


def is_demanded_of(staff: Staff) -> bool:
    """Whether the person's roles ask for it before anything else."""
    return not staff.is_made_up and not staff.roles().isdisjoint(ADMINS)


def is_owed(request: HttpRequest, staff: Staff) -> bool:
    return is_demanded_of(staff) and not (given_at(request, staff) and factors(staff))


def is_fresh(request: HttpRequest, staff: Staff) -> bool:
    if staff.is_made_up:
        return True
    given = given_at(request, staff)
    return bool(given and clock() - given < FRESH and factors(staff))


def ask(staff: Staff, *, goal: str) -> HttpResponse:
    """Lead to the proof, or to setting one up where there is none yet."""
    mine = factors(staff)
    if not mine:
        return redirect("mfa_index")
    name = "mfa_reauthenticate"
    if Authenticator.Type.TOTP not in mine:
        name = "mfa_reauthenticate_webauthn"
    return redirect(f"{reverse(name)}?{urlencode({'next': goal})}")


def ask_afresh(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Say why, and lead back to where the file was asked for."""
    messages.info(
        request,
        _(
            "Patients’ data leave only with a second proof of the last 15 minutes."
            " Give it, then ask for the file again."
        ),
    )
    return ask(staff, goal=_page_of(request))


def _page_of(request: HttpRequest) -> str:
    """The page a button was pressed on; a file that is fetched is its own."""
    if request.method == "GET":
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else "/"
