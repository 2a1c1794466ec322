from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from renxin.desk.access import needs
from renxin.staff import posting
from renxin.staff.desk import DeskRequest
from renxin.staff.forms import PersonForm, PostForm
from renxin.staff.models import Proposal, SetupLink, Staff


@require_GET
@needs("staff.see")
def index(request: DeskRequest) -> HttpResponse:
    people = Staff.objects.prefetch_related("posts__clinic").order_by(
        "-is_active", "username"
    )
    context = {"people": people, "proposals": _waiting(request)}
    return render(request, "staff/index.html", context)


@require_http_methods(["GET", "POST"])
@needs("staff.manage")
def create(request: DeskRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "staff/new.html", {"form": form}, status=status)
    person = Staff.objects.create_user(**form.cleaned_data)
    return redirect("staff:person", person.pk)


@require_GET
@needs("staff.see")
def show(request: DeskRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Staff, pk=pk)
    return render(request, "staff/person.html", _about(request, person))


@require_POST
@needs("staff.manage")
def update(request: DeskRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Staff, pk=pk)
    if request.POST.get("works_here") == "no":
        posting.leave(person, by=request.staff)
    else:
        posting.come_back(person, by=request.staff)
    return redirect("staff:person", pk)


@require_POST
@needs("staff.manage")
def invite(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a one-time link; it is shown now and can never be shown again."""
    person = get_object_or_404(Staff, pk=pk)
    secret = SetupLink.issue(at=timezone.now(), staff=person)
    link = request.build_absolute_uri(reverse("staff:setup", args=[secret]))
    context = _about(request, person) | {"link": link}
    return render(request, "staff/person.html", context)


def _about(request: DeskRequest, person: Staff) -> dict[str, object]:
    posts = person.posts.select_related(
        "clinic", "decision__by", "decision__proposed_by"
    ).order_by("-since_on", "-pk")
    return {
        "person": person,
        "posts": posts,
        "proposals": _waiting(request, staff=person),
        "form": PostForm(),
        "may_grant": request.staff.may("staff.grant") and person != request.staff,
        "may_manage": request.staff.may("staff.manage") and person != request.staff,
    }


def _waiting(request: DeskRequest, **only: object) -> list[Proposal]:
    """Roles that wait for a second person, each with what this one may say to it."""
    me, may = request.staff, request.staff.may("staff.confirm")
    waiting = list(Proposal.objects.waiting().filter(**only).for_page())
    for proposal in waiting:
        proposal.mine = may and proposal.by_id == me.pk
        proposal.open_to_me = may and me.pk not in {proposal.by_id, proposal.staff_id}
    return waiting
