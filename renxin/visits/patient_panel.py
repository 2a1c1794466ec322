"""What visits know of a patient: how often they came, and what was charged."""

from datetime import date

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renxin.patients.badges import Badge
from renxin.patients.page import Panel, Place, Viewing, badge, last_seen, panel
from renxin.visits.models import Charge, Visit


@badge(10)
def how_often(viewing: Viewing) -> list[Badge]:
    """Whether this is a face we know."""
    came = _came(viewing).aggregate(times=Count("pk"))["times"]
    if not came:
        return [Badge(_("Not been here yet"), "brand", "sprout")]
    times = ngettext("Came once", "Came %(times)s times", came) % {"times": came}
    return [Badge(times, "brand", "sprout")]


@panel(Place.ASIDE, 30)
def money(viewing: Viewing) -> Panel | None:
    """What was charged in all, as the billing system told it."""
    charged = Charge.objects.filter(patient__in=viewing.record_ids).aggregate(
        total=Sum("amount_fen"),
        refunded=Sum("refunded_fen"),
        since=Min("day"),
        until=Max("day"),
        times=Count("pk"),
    )
    if not charged["times"]:
        return None
    charged["paid"] = charged["total"] - charged["refunded"]
    return Panel("visits/_patient_money.html", charged)


@last_seen
def last_visits(patient_ids: list[int]) -> dict[int, date]:
    """The day each of a handful of patients last came."""
    came = (
        Visit.objects.filter(patient__in=patient_ids)
        .order_by("patient", "-began_at")
        .distinct("patient")
        .values_list("patient", "began_at")
    )
    return {patient: timezone.localdate(began_at) for patient, began_at in came}


def _came(viewing: Viewing) -> QuerySet[Visit]:
    return Visit.objects.filter(patient__in=viewing.record_ids)
