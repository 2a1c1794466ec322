"""What the house will not do with a promise, in words for the person at the desk."""

from datetime import datetime
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal


class AlreadyEnded(Refusal):
    """Somebody was quicker; a promise ends once."""

    @classmethod
    def by_whom(cls, name: str, how: str, *, ended: datetime, at: datetime) -> Self:
        told = {"name": name, "at": clock(ended, at), "how": how}
        if name:
            return cls(_("%(name)s ended this at %(at)s already: %(how)s.") % told)
        return cls(_("This was ended at %(at)s already: %(how)s.") % told)


class NotEnded(Refusal):
    sentence = gettext_lazy(
        "This promise is still open; there is nothing to take back."
    )


class NotYoursToTakeBack(Refusal):
    sentence = gettext_lazy("Only whoever ended it can take that back.")


class TooLateToTakeBack(Refusal):
    sentence = gettext_lazy(
        "An ending can be taken back for one minute. Make a new promise instead."
    )


class NotAhead(Refusal):
    sentence = gettext_lazy("Choose a time that is still to come.")


class NeedsAReason(Refusal):
    sentence = gettext_lazy("Say why, in a few words.")


class NotOfThisClinic(Refusal):
    """Whoever is to keep it does not work where the patient is seen."""

    @classmethod
    def named(cls, name: str, clinic: str) -> Self:
        told = {"name": name, "clinic": clinic}
        return cls(_("%(name)s does not work at %(clinic)s.") % told)


class NotAWay(Refusal):
    sentence = gettext_lazy("A promise of this kind does not end that way.")


class NotToBeContacted(Refusal):
    """The patient died, closed their record, or asked us not to call."""


def clock(moment: datetime, now: datetime) -> str:
    local, today = timezone.localtime(moment), timezone.localdate(now)
    return f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d %H:%M}"
