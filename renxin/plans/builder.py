"""A plan as the page of whoever writes it shows it: phase by phase, with its sums."""

from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from renxin.plans.kinds import Phase
from renxin.plans.models import (
    Acceptance,
    AcceptedItem,
    Alternative,
    Plan,
    PlanItem,
    PriceItem,
)
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
class Signed:
    """One signature that stands, and what of the plan it covers."""

    acceptance: Acceptance
    items: list[PlanItem] = field(default_factory=list)

    @property
    def total_fen(self) -> int:
        return sum(item.total_fen for item in self.items)


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
    def signatures(self) -> list[Signed]:
        """What could still be taken back, each by itself, the latest first."""
        signed: dict[int, Signed] = {}
        for row in chain.from_iterable(phase.rows for phase in self.phases):
            if row.accepted:
                acceptance = row.accepted.acceptance
                covers = signed.setdefault(acceptance.pk, Signed(acceptance))
                covers.items.append(row.item)
        return sorted(signed.values(), key=lambda one: one.acceptance.at, reverse=True)


def written(plan: Plan) -> Written:
    """Four statements, however long the plan is."""
    covered = plan.accepted().with_sittings().select_related("item", "acceptance")
    undrawn = covered.defer("acceptance__strokes")
    signed = {one.item_id: one for one in undrawn}
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
