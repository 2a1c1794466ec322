"""Why there may be no next step: the patient left, and we know why, or partly."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from renxin.followup.line import held_out as held_out_of
from renxin.followup.models import Loss, WrongNumber
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


@next_step(40)
def held_out(viewing: Viewing) -> NextStep | None:
    """A trial holds them out; whoever would ring them reads it here first."""
    held = held_out_of.latest_of(viewing.record_ids, at=viewing.at)
    if held is None:
        return None
    why = _("Nobody rings them of our own accord until then: it would blur the trial.")
    theirs = _("What they ask for, and what we owe them already, goes on.")
    return NextStep(big=held_out_of.told(held), lines=(why, theirs), is_owed=False)


@panel(Place.ASIDE, 40)
def need(viewing: Viewing) -> Panel:
    """What they come for, and why we think so."""
    context = {
        "patient": viewing.patient,
        "told": need_of(viewing.patient, viewing.record_ids, at=viewing.at),
        "may_say": viewing.staff.may("needs.say"),
    }
    return Panel("followup/_patient_need.html", context)


@panel(Place.ASIDE, 41)
def wrong_numbers(viewing: Viewing) -> Panel | None:
    """Why a number they gave is not rung; whoever hears it from them puts it right."""
    marks = WrongNumber.objects.standing().filter(patient__in=viewing.record_ids)
    wrongs = list(marks.select_related("contact_point", "by").order_by("-at", "-pk"))
    if not wrongs:
        return None
    may_right = viewing.staff.may("patients.edit") and viewing.staff.may("calls.make")
    context = {"wrongs": wrongs, "may_right": may_right}
    return Panel("followup/_patient_wrong.html", context)
