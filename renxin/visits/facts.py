"""What happens on a visit, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.visits.models.visit import Kind


@dataclass(frozen=True, kw_only=True)
class Visited(Fact):
    """A patient came and was seen."""

    name = "visits.visited"
    title = _("Visit")
    icon = "tooth"

    visit_id: int
    kind: str = ""
    department: str = ""
    doctor: str = ""

    def telling(self) -> str:
        kind = str(Kind(self.kind).label) if self.kind in Kind.values else ""
        return "·".join(part for part in (kind, self.department, self.doctor) if part)
