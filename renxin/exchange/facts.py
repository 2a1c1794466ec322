"""What an import did, as the journal tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BroughtIn(Fact):
    """A patient's record was brought in from another system."""

    name = "exchange.registered"
    title = _("Record brought in")
    icon = "upload"
    is_news = False

    source: str
    external_id: str
    import_id: int

    def telling(self) -> str:
        said = {"source": self.source, "number": self.external_id}
        return gettext("From %(source)s, number there %(number)s") % said


@dataclass(frozen=True, kw_only=True)
class Imported(Fact):
    """A file of another system was taken in."""

    name = "exchange.imported"
    title = _("File taken in")
    icon = "upload"

    import_id: int
    new: int
    changed: int
    refused: int

    def telling(self) -> str:
        return gettext("%(new)s new, %(changed)s changed, %(refused)s refused") % {
            "new": f"{self.new:,}",
            "changed": f"{self.changed:,}",
            "refused": f"{self.refused:,}",
        }


@dataclass(frozen=True, kw_only=True)
class Undone(Fact):
    """An import was taken back."""

    name = "exchange.undone"
    title = _("Import taken back")
    icon = "undo"

    import_id: int
    removed: int = 0

    def telling(self) -> str:
        if not self.removed:
            return ""
        return gettext("%(count)s records it had brought were removed") % {
            "count": f"{self.removed:,}"
        }
