from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.desk.refusal import Refusal
from renxin.promises.forms import DeferralForm
from renxin.promises.views import answers
from renxin.promises.views.ending import moved
from renxin.staff.desk import DeskRequest


@require_http_methods(["GET", "POST"])
@needs("promises.keep")
def create(request: DeskRequest, pk: int) -> HttpResponse:
    promise = answers.seen_by(request, pk)
    now = timezone.now()
    form = DeferralForm(request.POST or None, now=now, zone=promise.clinic.zone)
    context = {"promise": promise, "form": form}
    if not form.is_valid():
        return answers.dialog(request, "_deferral.html", context)
    to, reason = form.cleaned_data["due_at"], form.cleaned_data["reason"]
    try:
        deferral = promise.defer(to=to, reason=reason, by=request.staff, at=now)
    except Refusal as refusal:
        return answers.dialog(request, "_deferral.html", context, refusal)
    return answers.row(request, promise, title=moved(deferral))
