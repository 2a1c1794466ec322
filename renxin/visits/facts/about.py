"""Which visit a fact is about."""

from dataclasses import dataclass

from renxin.visits.kinds import (
    Kind,
)


@dataclass(frozen=True, kw_only=True)
class AboutVisit:
    """Which visit, and how it was known at the time."""

    visit_id: int
    number: int = 0
    kind: str = ""
    department: str = ""
    doctor: str = ""

    def telling(self) -> str:
        kind = str(Kind(self.kind).label) if self.kind in Kind.values else ""
        return "·".join(part for part in (kind, self.department, self.doctor) if part)
