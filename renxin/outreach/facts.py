"""How word goes from mouth to mouth, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Introduced(Fact):
    """A patient brought another; told on the page of the one who did."""

    name = "outreach.introduced"
    title = _("Brought somebody")
    icon = "users"

    introduced_id: int
    number: str = ""

    def telling(self) -> str:
        return gettext("Record number %(number)s") % {"number": self.number}
