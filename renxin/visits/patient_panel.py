"""What visits know of a patient: how often they came, and what was charged."""

from datetime import date, timedelta

from django.db.models import (
    Count,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renxin.patients.badges import Badge
from renxin.patients.models import DoctorOfRecord
from renxin.patients.page import Panel, Place, Viewing, badge, last_seen, panel
from renxin.visits.charges import shown as charges_shown
from renxin.visits.models import Charge, Visit

# How far back whom they saw says whether somebody stays with them.
LATELY = timedelta(days=730)


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


@panel(Place.ASIDE, 31)
def by_hand(viewing: Viewing) -> Panel | None:
    """What was charged at our own desk, for those who may."""
    if not viewing.staff.may(charges_shown.RIGHT):
        return None
    context = charges_shown.told(viewing)
    return Panel("visits/_patient_charges.html", context) if context["visit"] else None


@panel(Place.ASIDE, 5)
def doctor_of_record(viewing: Viewing) -> Panel:
    """Who stays with them, and how often it was that doctor whom they saw."""
    since = viewing.at - LATELY
    seen = _came(viewing).filter(began_at__gt=since, doctor__isnull=False)
    chosen = DoctorOfRecord.objects.annotate(
        whole=_how_many(seen), part=_how_many(seen.filter(doctor=OuterRef("doctor")))
    ).of(viewing.record_ids)
    context = {
        "patient": viewing.patient,
        "chosen": chosen,
        "may_choose": viewing.staff.may("patients.edit"),
    }
    return Panel("visits/_patient_doctor.html", context)


def _how_many(visits: QuerySet[Visit]) -> Subquery:
    """Counted within the query that finds the doctor."""
    all_in_one = visits.order_by().annotate(one=Value(1)).values("one")
    return Subquery(
        all_in_one.annotate(many=Count("pk")).values("many"),
        output_field=IntegerField(),
    )


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
