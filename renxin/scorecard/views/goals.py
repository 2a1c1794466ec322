from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pulse import metrics
from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.scorecard import goals
from renxin.scorecard.forms import GoalForm
from renxin.scorecard.models import Target
from renxin.scorecard.scope import scope
from renxin.staff.desk import DeskRequest


@require_POST
@needs("figures.see", "figures.goals")
def create(request: DeskRequest, code: str) -> HttpResponse:
    """Set a goal, or with nothing in it withdraw the clinic's own."""
    metric = metrics.get(code)
    if metric is None or not goals.can_be_set(metric):
        raise Http404
    asked, form = scope(request), GoalForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            _("Give a number from 0 to 100, or nothing to withdraw the goal.")
        )
    Target.set_share(
        code,
        asked.clinic,
        percent=form.cleaned_data["percent"],
        why=form.cleaned_data["why"],
        by=request.staff,
        at=timezone.now(),
    )
    messages.success(request, _("The goal is set."))
    return redirect(f"{reverse('scorecard:show', args=[code])}?{asked.query}")
