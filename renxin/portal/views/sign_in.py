"""Coming in: a number, a code to it, and out again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from renxin.desk.refusal import Refusal
from renxin.patients.models import ContactPoint
from renxin.portal import codes
from renxin.portal.middleware import let_in, show_out
from renxin.portal.models import PhoneSession
from renxin.portal.phone import (
    PhoneRequest,
    address_of,
    for_patients,
    for_the_street,
    language_of,
)
from renxin.voice.models import Tongue

CHALLENGE = "phone_code"
DOOR = "door"


@require_http_methods(["GET", "POST"])
@for_the_street
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the answer is one and the same, whoever the number is."""
    door = request.GET.get(DOOR, "") or request.POST.get(DOOR, "")
    typed = request.POST.get("number", "")[:40]
    context: dict[str, object] = {"door": door[:40], "typed": typed}
    if request.method != "POST":
        return render(request, "portal/sign_in.html", context)
    try:
        challenge = codes.ask(
            codes.number_of(typed),
            address=address_of(request),
            language=language_of(request),
            at=timezone.now(),
        )
    except Refusal as refusal:
        context["refusal"] = refusal
        page = "portal/sign_in.html"
        return render(request, page, context, status=refusal.status)
    return hand_over(redirect("portal:code"), challenge, door)


@require_http_methods(["GET", "POST"])
@for_the_street
def try_(request: HttpRequest) -> HttpResponse:
    """Try a code. A wrong one is answered by the same page, so that it is counted."""
    if request.method != "POST":
        return render(request, "portal/code.html", {"wrong": "wrong" in request.GET})
    now = timezone.now()
    challenge, door = held(request)
    number = codes.use(challenge, request.POST.get("code", "")[:20], at=now)
    if number is None:
        return redirect(f"{request.path}?wrong")
    point = ContactPoint.phone(number)
    Tongue.keep(point, language_of(request), at=now)
    secret = PhoneSession.open(point, at=now, address=address_of(request))
    inside = redirect("portal:door", token=door) if door else redirect("portal:home")
    inside.delete_cookie(CHALLENGE, samesite="Lax")
    return let_in(inside, secret)


@require_POST
@for_patients
def leave(request: PhoneRequest) -> HttpResponse:
    request.phone.end(at=timezone.now())
    return show_out(redirect("portal:sign_in"))


def hand_over(
    response: HttpResponse, challenge: str, door: str = "", name: str = CHALLENGE
) -> HttpResponse:
    """What binds the code to this browser; it is good for as long as the code."""
    told = f"{challenge}.{door[:40]}" if door else challenge
    response.set_cookie(name, told, max_age=600, httponly=True, samesite="Lax")
    return response


def held(request: HttpRequest, name: str = CHALLENGE) -> tuple[str, str]:
    challenge, _dot, door = request.COOKIES.get(name, "").partition(".")
    return challenge, door
