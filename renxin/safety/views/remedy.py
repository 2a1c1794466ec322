from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renxin.desk.access import needs
from renxin.safety.forms import PutRightForm
from renxin.safety.models import Remedy
from renxin.safety.views import answers
from renxin.staff.desk import DeskRequest, stand_at


@require_http_methods(["GET", "POST"])
@needs("safety.review")
def put_right(request: DeskRequest, pk: int) -> HttpResponse:
    remedies = Remedy.objects.visible_to(request.staff).select_related("clinic")
    remedy: Remedy = get_object_or_404(remedies, pk=pk)
    stand_at(request, remedy.clinic_id)
    form = PutRightForm(request.POST or None)

    def act() -> None:
        note = form.cleaned_data["note"]
        remedy.put_right(note=note, by=request.staff, at=timezone.now())

    context = {
        "form": form,
        "remedy": remedy,
        "action": reverse("safety:remedy", args=[pk]),
    }
    said = {"title": _("Put right"), "text": remedy.what}
    return answers.acted(request, "_put_right.html", context, act, said)
