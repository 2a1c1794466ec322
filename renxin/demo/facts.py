"""The one line of the journal that says a house is a demonstration."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact
from renxin.journal.models import Entry

SINK = "sink"


@dataclass(frozen=True, kw_only=True)
class DemonstrationMade(Fact):
    """The house was filled with people who do not exist.

    Their phone numbers may be somebody's, since China reserves none for such
    use: a house with this line in its journal sends nothing, for good.
    """

    name = "demo.made"
    title = _("Demonstration clinic made")
    icon = "sprout"

    seed: int
    patients: int
    years: int
    gateway: str = SINK


def is_demonstration() -> bool:
    """Whether this house is locked to the sink gateway; the line cannot be removed."""
    return Entry.objects.filter(fact=DemonstrationMade.name).exists()
