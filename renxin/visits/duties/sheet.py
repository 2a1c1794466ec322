"""The duties of a station as they are shown to whoever stands there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, OuterRef

from renxin.staff.roles import Role
from renxin.visits.kinds import Asks, Standard, WhyWaived
from renxin.visits.models import Duty, DutyDone, DutyWaived, StageEntry


@dataclass(frozen=True)
class Owed:
    """One duty: whose, which of the six in-places, and how it stands."""

    duty: Duty
    role: str
    done_by: str | None
    understood: str | None
    why_waived: str | None
    waived_note: str | None

    @property
    def pk(self) -> int:
        return int(self.duty.pk)

    @property
    def state(self) -> str:
        if self.done_by:
            return "done"
        if self.why_waived:
            return "waived"
        return "missing" if self.duty.is_required else "open"

    @property
    def asks_more(self) -> bool:
        """A form of its own: what the patient says back, or signs."""
        return self.duty.asks != Asks.WORD

    @property
    def standard(self) -> str:
        return str(Standard(self.duty.standard).label)

    @property
    def whose(self) -> str:
        return str(Role(self.role).label)

    @property
    def told(self) -> str:
        """How it ended, in a line."""
        if self.done_by:
            said = self.understood
            return f"{self.done_by}·“{said}”" if said else self.done_by
        if self.why_waived:
            return self.waived_note or str(WhyWaived(self.why_waived).label)
        return ""


@dataclass(frozen=True)
class Sheet:
    """All that is owed to somebody where they stand."""

    entry: StageEntry

    @cached_property
    def rows(self) -> list[Owed]:
        return [_row(duty) for duty in _told_at(self.entry)]

    @property
    def missing(self) -> list[Owed]:
        return [row for row in self.rows if row.state == "missing"]

    @property
    def part(self) -> int:
        return sum(row.state in {"done", "waived"} for row in self.rows)


def _told_at(entry: StageEntry) -> Iterable[Duty]:
    """Each with whose it is, who did it, what was said back, or why not: one query."""
    done = DutyDone.objects.standing().filter(entry=entry, duty=OuterRef("pk"))
    waived = DutyWaived.objects.filter(entry=entry, duty=OuterRef("pk"))
    owed = Duty.objects.owed_at(entry).select_related("checklist")
    return owed.annotate(
        role=F("checklist__role"),
        done_by=done.values("by__name")[:1],
        understood=done.values("understood")[:1],
        why_waived=waived.values("why")[:1],
        waived_note=waived.values("note")[:1],
    )


def _row(duty: Duty) -> Owed:
    told = ("role", "done_by", "understood", "why_waived", "waived_note")
    return Owed(duty, **{name: getattr(duty, name) for name in told})
