"""The finder: patients, pages and actions as one types, from anywhere."""

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.patients import finder, page
from renxin.patients.models import Patient
from renxin.patients.pinyin import readings, sought
from renxin.patients.templatetags.patients import one_line
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff

AT_ONCE = 8


@dataclass(frozen=True)
class Destination:
    """A page or an action one can go to by its name."""

    url_name: str
    label: LazyText
    icon: str
    right: str


ACTIONS = (
    Destination(
        "patients:new", _("Register a patient"), "patient", "patients.register"
    ),
    Destination("exchange:new", _("Import a file"), "upload", "imports.run"),
)
PAGES = (
    Destination("today:index", _("Today"), "today", "promises.keep"),
    Destination("patients:index", _("Patients"), "patient", "patients.see"),
    Destination("scorecard:index", _("Figures"), "figures", "figures.see"),
    Destination("exchange:index", _("Import"), "upload", "imports.run"),
    Destination("staff:settings", _("Settings"), "settings", "staff.see"),
)


@dataclass(frozen=True)
class Option:
    """One line of the finder, as the shell's list shows it."""

    href: str
    title: str
    note: str = ""
    disc: str = ""
    icon: str = ""
    actions: list[dict[str, str]] = field(default_factory=list)


@require_POST
@needs("patients.see")
def index(request: DeskRequest) -> HttpResponse:
    typed = request.POST.get("q", "").strip()
    found = finder.find(typed, by=request.staff, at=timezone.now(), most=AT_ONCE)
    last_seen = page.last_seen_on([patient.pk for patient in found])
    people = [_person(request.staff, one, last_seen.get(one.pk)) for one in found]
    groups = [
        {"label": say("Patients"), "options": people},
        {"label": say("Actions"), "options": _going(request.staff, typed, ACTIONS)},
        {"label": say("Pages"), "options": _going(request.staff, typed, PAGES)},
    ]
    context = {"groups": [one for one in groups if one["options"]], "q": typed}
    return render(request, "parts/_finder_results.html", context)


def _person(staff: Staff, patient: Patient, last_seen: date | None) -> Option:
    url = reverse("patients:show", args=[patient.pk])
    edit = reverse("patients:edit", args=[patient.pk])
    may_edit = staff.may("patients.edit")
    return Option(
        href=url,
        title=patient.name,
        note=one_line(patient, last_seen),
        disc=patient.name,
        actions=[{"label": say("Change"), "href": edit}] if may_edit else [],
    )


def _going(staff: Staff, typed: str, places: tuple[Destination, ...]) -> list[Option]:
    return [
        Option(href=url, title=str(one.label), icon=one.icon)
        for one in places
        if staff.may(one.right)
        and _is_meant(str(one.label), typed)
        and (url := _url(one.url_name))
    ]


def _is_meant(label: str, typed: str) -> bool:
    if not typed:
        return False
    sound, heard = sought(typed), readings(label)
    by_sound = sound and (
        heard.pinyin.startswith(sound) or heard.initials.startswith(sound)
    )
    return bool(by_sound) or typed.casefold() in label.casefold()


def _url(name: str) -> str:
    """The address; empty where that part of the house is not built in."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
