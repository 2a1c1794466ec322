"""Which plans are open, how far each has come, and what is still open of it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet
from django.http import QueryDict

from renxin.clinics.models import Clinic
from renxin.desk.typed import number_in
from renxin.plans.kinds import Stage
from renxin.plans.models import Plan, Presentation
from renxin.plans.models.plan import PlanQuerySet
from renxin.plans.still_open import StillOpen, of_plans
from renxin.staff.models import Staff

MOST = 100
STAGES = (Stage.PRESENTED, Stage.ACCEPTED, Stage.RUNNING, Stage.DRAFT)


@dataclass(frozen=True)
class Asked:
    """At which stage, of which doctor; nobody in particular is everybody."""

    stage: Stage = Stage.PRESENTED
    doctor_id: int | None = None

    @classmethod
    def of(cls, asked: QueryDict) -> "Asked":
        named = asked.get("stage", "")
        stage = Stage(named) if named in STAGES else Stage.PRESENTED
        return cls(stage, number_in(asked.get("doctor", "")))


@dataclass(frozen=True)
class Row:
    plan: Plan
    open: StillOpen


def listed(asked: Asked, *, clinic: Clinic, by: Staff) -> list[Row]:
    """Those that have waited longest first."""
    plans = _asked(asked, clinic).visible_to(by).at_stage(asked.stage)
    # Asked of each row by itself, so that reading stops where the page is full.
    last = Presentation.objects.filter(plan=OuterRef("pk")).order_by("-version")
    found = list(
        plans.select_related("patient", "doctor")
        .annotate(shown_at=last.values("at")[:1], worth=last.values("total_fen")[:1])
        .order_by("made_at", "pk")[:MOST]
    )
    left = of_plans([plan.pk for plan in found])
    return [Row(plan, left.get(plan.pk, StillOpen())) for plan in found]


def counted(asked: Asked, *, clinic: Clinic) -> list[tuple[Stage, int]]:
    # Grouped, so that each plan is looked at once and not once for every stage.
    plans: QuerySet[Any, Any] = _asked(asked, clinic).with_stage().order_by()
    found = dict(plans.values_list("stage").annotate(many=Count("pk")))
    return [(stage, found.get(stage.value, 0)) for stage in STAGES]


def _asked(asked: Asked, clinic: Clinic) -> PlanQuerySet:
    plans = Plan.objects.open().filter(clinic=clinic)
    return plans.filter(doctor=asked.doctor_id) if asked.doctor_id else plans
