"""A plan as the page of whoever writes it shows it: phase by phase, with its sums."""

from dataclasses import dataclass, field
from datetime import date

from renxin.plans.kinds import Phase
from renxin.plans.models import AcceptedItem, Alternative, Plan, PlanItem, PriceItem
from renxin.plans.models.presentation import Presentation


@dataclass(frozen=True)
class Row:
    """One item, and the signature that covers it where there is one."""

    item: PlanItem
    accepted: AcceptedItem | None = None

    @property
    def unbooked(self) -> int:
        return self.accepted.still_unbooked() if self.accepted else 0


@dataclass
class PhaseRows:
    phase: Phase
    rows: list[Row] = field(default_factory=list)

    @property
    def total_fen(self) -> int:
        return sum(row.item.total_fen for row in self.rows)


@dataclass(frozen=True)
class Written:
    """The whole plan as it stands."""

    phases: list[PhaseRows]
    ways: list[Alternative]
    latest: Presentation | None
    version: int

    @property
    def total_fen(self) -> int:
        return sum(phase.total_fen for phase in self.phases)

    @property
    def is_shown(self) -> bool:
        """The patient has this before them, word for word, and has not answered."""
        shown = self.latest
        return bool(shown and shown.version == self.version and not shown.answer())

    @property
    def has_unsigned(self) -> bool:
        return any(row.accepted is None for each in self.phases for row in each.rows)

    @property
    def to_take_back(self) -> int | None:
        """The acceptance that could still be taken back, the latest first."""
        for phase in self.phases:
            for row in phase.rows:
                if row.accepted:
                    return row.accepted.acceptance_id
        return None


def written(plan: Plan) -> Written:
    """Four statements, however long the plan is."""
    covered = plan.accepted().with_sittings().select_related("item")
    signed = {one.item_id: one for one in covered}
    phases = {phase.value: PhaseRows(phase) for phase in Phase}
    items = plan.items.standing().in_order().select_related("price", "service")
    for item in items:
        phases[item.phase].rows.append(Row(item, signed.get(item.pk)))
    ways = plan.alternatives.standing().order_by("kind", "pk")
    return Written(list(phases.values()), list(ways), plan.latest(), plan.version)


def published(plan: Plan, day: date) -> list[PriceItem]:
    """What may be chosen from: the list of that day at the clinic of the plan."""
    return list(
        PriceItem.objects.filter(clinic=plan.clinic_id).on(day).order_by("code")
    )
