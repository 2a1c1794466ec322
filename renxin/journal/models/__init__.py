from renxin.journal.models.entry import Entry
from renxin.journal.models.link import Link

__all__ = ["Entry", "Link"]
