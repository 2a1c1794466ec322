"""What a person sets for themselves: language, theme, the clinic they sit at."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from renxin.desk.access import signed_in
from renxin.desk.typed import number_in
from renxin.staff.desk import DeskRequest
from renxin.staff.middleware import CLINIC
from renxin.staff.models.staff import Language, Theme


@require_POST
@signed_in
def theme(request: DeskRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    if chosen in Theme.values:
        request.staff.theme = chosen
        request.staff.save(update_fields=["theme"])
    return _back(request)


@require_POST
@signed_in
def language(request: DeskRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = _back(request)
    if chosen in Language.values:
        request.staff.language = chosen
        request.staff.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", httponly=True
        )
    return response


@require_POST
@signed_in
def clinic(request: DeskRequest) -> HttpResponse:
    chosen = number_in(request.POST.get("clinic", ""))
    if chosen is None or not request.staff.clinics().filter(pk=chosen).exists():
        return HttpResponse(status=404)
    request.session[CLINIC] = chosen
    return _back(request)


def _back(request: DeskRequest) -> HttpResponse:
    """Go back to the page the choice was made on, never off our own ground."""
    here = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(here, {request.get_host()})
    return HttpResponseRedirect(here if safe else "/")
