from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.rosters.bands import set_band
from renxin.rosters.forms import BandForm
from renxin.rosters.models import RatioGoal
from renxin.rosters.views import answers
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("rosters.plan")
def update(request: DeskRequest) -> HttpResponse:
    """How many assistants a doctor should have here, or in a department."""
    goals = RatioGoal.objects.filter(clinic=request.clinic)
    form = BandForm(request.POST or None, clinic=request.clinic)
    context = {
        "form": form,
        "goals": goals.select_related("department").order_by("department__name"),
    }
    if not form.is_valid():
        return answers.dialog(request, "_band.html", context)
    cleaned = form.cleaned_data
    band = cleaned["at_least"], cleaned["at_most"]
    try:
        goal = set_band(request.clinic, cleaned["department"], *band)
    except Refusal as refusal:
        return answers.dialog(request, "_band.html", context, refusal)
    return answers.done(request, _("Band set"), str(goal), reverse("rosters:index"))
