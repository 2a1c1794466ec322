"""The one-time door: an empty house gets its first person, a colleague a password."""

from datetime import datetime

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from renxin.clinics.models import Clinic
from renxin.desk.access import public
from renxin.journal import book
from renxin.staff import proof
from renxin.staff.facts import HouseOpened
from renxin.staff.forms import FirstPersonForm, PasswordForm
from renxin.staff.models import SetupLink, Staff
from renxin.staff.roles import Role

BACKEND = "renxin.staff.sign_in.StaffBackend"


@never_cache
@require_http_methods(["GET", "POST"])
@public
def show(request: HttpRequest, secret: str) -> HttpResponse:
    link = SetupLink.live(secret, at=timezone.now())
    if link is None or (link.staff is None and Staff.objects.exists()):
        return render(request, "staff/setup_over.html", status=404)
    kind = FirstPersonForm if link.staff is None else PasswordForm
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, link, form.cleaned_data)
    status = 422 if form.errors else 200
    context = {"form": form, "link": link}
    return render(request, "staff/setup.html", context, status=status)


@transaction.atomic
def _enter(
    request: HttpRequest, link: SetupLink, given: dict[str, str]
) -> HttpResponse:
    now = timezone.now()
    if not link.use(at=now):
        return render(request, "staff/setup_over.html", status=404)
    staff = link.staff or _open_house(given, at=now)
    staff.set_password(given["password"])
    staff.save(update_fields=["password"])
    if proof.factors(staff):
        return redirect("account_login")  # a link gives no second proof
    login(request, staff, backend=BACKEND)
    record_authentication(request, staff, method="password")
    return redirect("/")


def _open_house(given: dict[str, str], *, at: datetime) -> Staff:
    """The first clinic and its first person, whom nobody is there to confirm."""
    clinic = Clinic.objects.create(
        name=given["clinic_name"], short_name=given["short_name"], code="main"
    )
    staff = Staff.objects.create_user(
        given["username"], name=given["name"], language=given["language"]
    )
    roles = (Role.MANAGER, Role.SECURITY_ADMIN)
    for role in roles:
        staff.posts.create(role=role, clinic=None, since_on=clinic.day_of(at))
    book.record(
        HouseOpened(
            at=at,
            by_id=staff.pk,
            clinic_id=clinic.pk,
            staff_id=staff.pk,
            roles=" ".join(roles),
        )
    )
    return staff
