from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from renxin.desk.access import needs
from renxin.staff import posting, proposing
from renxin.staff.desk import DeskRequest
from renxin.staff.forms import PostForm
from renxin.staff.models import Post, Proposal, Staff
from renxin.staff.roles import takes_two


@require_POST
@needs("staff.grant")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Staff, pk=pk)
    form = PostForm(request.POST)
    if not form.is_valid():
        context = {"person": person, "posts": person.posts.all(), "form": form}
        return render(request, "staff/person.html", context, status=422)
    role = form.cleaned_data["role"]
    give = proposing.propose if takes_two(role) else posting.take_up
    give(
        person,
        role,
        clinic=form.cleaned_data["clinic"],
        by=request.staff,
        at=timezone.now(),
    )
    return redirect("staff:person", pk)


@require_POST
@needs("staff.grant")
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.filter(until_on=None), pk=pk)
    posting.lay_down(post, by=request.staff, at=timezone.now())
    return redirect("staff:person", post.staff_id)


@require_POST
@needs("staff.confirm")
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm or decline what another proposed; who proposed may only take it back."""
    proposal = get_object_or_404(Proposal.objects.select_related("staff"), pk=pk)
    said = proposing.confirm if request.POST.get("say") == "yes" else proposing.decline
    said(proposal, by=request.staff, at=timezone.now())
    return redirect("staff:person", proposal.staff_id)
