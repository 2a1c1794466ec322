"""Why there may be no next step: the patient left, and we know why, or partly."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from renxin.followup.models import Loss
from renxin.followup.needs import need_of
from renxin.patients.page import NextStep, Panel, Place, Viewing, next_step, panel
from renxin.visits.models import Visit


@next_step(30)
def why_none(viewing: Viewing) -> NextStep | None:
    """The reason for none, by the latest word we have on it."""
    ids = viewing.record_ids
    since = Visit.objects.filter(
        patient__in=ids, began_at__date__gt=OuterRef("learned_on")
    )
    losses = Loss.objects.filter(~Exists(since), patient__in=ids)
    loss = losses.order_by("-learned_on", "-pk").first()
    if loss is None:
        return None
    source = _("the patient told us") if loss.was_told else _("as far as we know")
    lines = [f"{loss.learned_on:%Y-%m-%d}·{source}"]
    if loss.note:
        lines.append(_("“%(said)s”") % {"said": loss.note})
    big = _("No longer comes: %(reason)s") % {"reason": loss.get_reason_display()}
    return NextStep(big=big, lines=tuple(lines), is_owed=False)


@panel(Place.ASIDE, 40)
def need(viewing: Viewing) -> Panel:
    """What they come for, and why we think so."""
    context = {
        "patient": viewing.patient,
        "told": need_of(viewing.patient, viewing.record_ids, at=viewing.at),
        "may_say": viewing.staff.may("needs.say"),
    }
    return Panel("followup/_patient_need.html", context)
