"""Letters that wait for the printer, and each as it goes into its envelope."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from renxin.desk.access import needs
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff
from renxin.voice.kinds import DECIDES
from renxin.voice.models import Placed
from renxin.voice.models.placed import PlacedQuerySet

ROWS = 100


def _letters(staff: Staff) -> PlacedQuerySet:
    letters = Placed.objects.visible_to(staff).filter(channel="post")
    return letters.select_related("message__patient", "message__clinic")


@require_GET
@needs(DECIDES)
def index(request: DeskRequest) -> HttpResponse:
    waiting = _letters(request.staff).filter(seen_at=None).order_by("at")
    return render(request, "voice/letters.html", {"letters": waiting[:ROWS]})


@require_GET
@needs(DECIDES)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(_letters(request.staff), pk=pk)
    return render(request, "voice/letter.html", {"letter": letter})


@require_POST
@needs(DECIDES)
def posted(request: DeskRequest, pk: int) -> HttpResponse:
    """It was printed and put into the post."""
    get_object_or_404(_letters(request.staff), pk=pk)
    unseen = Placed.objects.filter(pk=pk, seen_at=None)
    unseen.update(seen_at=timezone.now())
    return HttpResponseRedirect(reverse("voice:letters"))
