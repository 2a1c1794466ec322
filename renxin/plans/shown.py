"""What the patient was shown, arranged for their eyes; its words are those kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from renxin.plans.kinds import Instead, Phase
from renxin.plans.models import Acceptance, Plan, Presentation


@dataclass(frozen=True)
class Line:
    """One item in plain words, with what all of it costs."""

    pk: int
    phase: str
    name: str
    tooth: str
    quantity: int
    sittings: int
    unit_price_fen: int
    is_ticked: bool
    # Under an earlier signature, which goes on covering it.
    is_signed: bool

    @property
    def total_fen(self) -> int:
        return self.unit_price_fen * self.quantity


@dataclass(frozen=True)
class Way:
    label: str
    text: str
    price_fen: int | None


@dataclass(frozen=True)
class Shown:
    """The plan as it was laid before them."""

    presentation: Presentation
    phases: list[tuple[str, list[Line]]]
    ways: list[Way]
    is_current: bool

    @property
    def ticked_fen(self) -> int:
        """What they would sign for now; on the screen it follows the ticks."""
        lines = [line for _label, phase in self.phases for line in phase]
        return sum(line.total_fen for line in lines if line.is_ticked)

    @property
    def signed(self) -> Acceptance | None:
        return getattr(self.presentation, "acceptance", None)


def of(plan: Plan, latest: Presentation, *, ticked: Collection[int]) -> Shown:
    """Once answered, ticked is what was signed for."""
    signed = getattr(latest, "acceptance", None)
    if signed:
        ticked = set(signed.items.values_list("item", flat=True))
    covered = set() if signed else plan.covered()
    lines = [_line(one, ticked, covered) for one in latest.content["items"]]
    phases = [
        (str(phase.label), [line for line in lines if line.phase == phase])
        for phase in Phase
    ]
    ways = [_way(one) for one in latest.content["alternatives"]]
    return Shown(
        presentation=latest,
        phases=[(label, lines) for label, lines in phases if lines],
        ways=ways,
        is_current=plan.version == latest.version and not latest.answer(),
    )


def _line(
    one: dict[str, Any], ticked: Collection[int], covered: Collection[int]
) -> Line:
    told = {name: value for name, value in one.items() if name != "id"}
    is_signed = one["id"] in covered
    is_ticked = one["id"] in ticked and not is_signed
    return Line(pk=one["id"], is_ticked=is_ticked, is_signed=is_signed, **told)


def _way(one: dict[str, Any]) -> Way:
    return Way(str(Instead(one["kind"]).label), one["text"], one["price_fen"])
