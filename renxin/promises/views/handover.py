from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.promises import keepers
from renxin.promises.forms import HandoverForm, keep_choices
from renxin.promises.views import answers
from renxin.staff.desk import DeskRequest
from renxin.staff.models import Staff


@require_http_methods(["GET", "POST"])
@needs("promises.keep")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    promise = answers.seen_by(request, pk)
    now = timezone.now()
    keep = keep_choices(promise.clinic, me=request.staff, now=now)
    keep = [one for one in keep if one[0] != keepers.value_of(promise)]
    form = HandoverForm(request.POST or None, keep=keep)
    context = {"promise": promise, "form": form}
    if not form.is_valid():
        return answers.dialog(request, "_handover.html", context)
    to, reason = keepers.chosen(form.cleaned_data["to"]), form.cleaned_data["reason"]
    try:
        promise.hand_over(to=to, reason=reason, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_handover.html", context, refusal)
    name = to.name if isinstance(to, Staff) else to.label
    return answers.row(request, promise, title=_("Handed to %(name)s") % {"name": name})
