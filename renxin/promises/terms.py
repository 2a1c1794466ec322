from dataclasses import dataclass
from datetime import datetime
from typing import Any

from renxin.clinics.models import Clinic
from renxin.promises.refusals import NotOfThisClinic
from renxin.promises.windows import LEAD
from renxin.staff.models import Staff
from renxin.staff.roles import Role, rights_of

RIGHT = "promises.keep"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is promised: of which kind, by when, and who owes it, a person or a role."""

    kind: str
    what: str
    due_at: datetime
    due_from: datetime | None = None
    why: str = ""
    words: str = ""
    asks: str = ""
    owner: Staff | None = None
    owner_role: str = ""

    def fields(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "what": self.what,
            "why": self.why,
            "words": self.words,
            "asks": self.asks,
            "due_from": self.due_from or self.due_at - LEAD,
            "due_at": self.due_at,
            "owner": self.owner,
            "owner_role": "" if self.owner else self.owner_role,
        }

    def check(self, clinic: Clinic) -> None:
        check_keeper(self.owner or self.owner_role, clinic)


def check_keeper(to: Staff | str, clinic: Clinic) -> None:
    """Whoever owes it must be able to see the patient and end the promise."""
    if isinstance(to, Staff):
        works_here = to.works_everywhere() or clinic.pk in to.clinic_ids()
        if not (to.may(RIGHT) and works_here):
            raise NotOfThisClinic.named(to.name, clinic.short_name)
    elif RIGHT not in rights_of(to):
        name = str(Role(to).label) if to in Role.values else to
        raise NotOfThisClinic.named(name, clinic.short_name)
