"""How a topic stands: what its people see beside it, in a word, a sign and a tone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from renxin.voice.models import WordingVersion
from renxin.voice.wordings.library import has_run_out, is_withdrawn
from renxin.voice.wordings.shipped import Shipped


@dataclass(frozen=True)
class Standing:
    """What is said now, if anything; and that something newer waits or came back."""

    code: str
    word: str | LazyText
    tone: str
    sign: str
    is_said: bool


APPROVED = Standing("APPROVED", _("Approved"), "brand", "check", is_said=True)
SHIPPED = Standing(
    "SHIPPED", _("Came with the house, not looked over here"), "", "file", is_said=True
)
WITHDRAWN = Standing("WITHDRAWN", _("Withdrawn"), "", "ban", is_said=False)
RAN_OUT = Standing("RAN_OUT", _("Ran out"), "verm", "clock", is_said=False)
NONE_YET = Standing("NONE_YET", _("Nothing said yet"), "open", "edit", is_said=False)


def standing_of(
    decided: WordingVersion | None,
    shipped: Shipped | None,
    *,
    at: datetime,
) -> Standing:
    if decided is None:
        return SHIPPED if shipped else NONE_YET
    if is_withdrawn(decided, at=at):
        return WITHDRAWN
    return RAN_OUT if has_run_out(decided, at=at) else APPROVED


@dataclass(frozen=True)
class Draft:
    """What became of the version written last, where it is not the one said."""

    word: str | LazyText
    tone: str
    sign: str


WAITS = Draft(_("Waits for a second person"), "tea", "eye")
BARRED = Draft(_("Draft: cannot be said"), "open", "edit")
CAME_BACK = Draft(_("Sent back"), "open", "undo")


def draft_of(newest: WordingVersion | None) -> Draft | None:
    """Only what somebody here wrote is a draft."""
    if newest is None or not newest.by_id or hasattr(newest, "withdrawal"):
        return None
    review = getattr(newest, "review", None)
    if review:
        return None if review.is_approved else CAME_BACK
    return BARRED if newest.cannot_be_said() else WAITS
