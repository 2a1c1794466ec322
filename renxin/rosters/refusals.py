"""What cannot stand in a roster, in words for whoever plans it."""

from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal, Stale


class WorksThen(Refusal):
    """Nobody works at two places at once."""

    @classmethod
    def told(cls, name: str, clinic: str, hours: str) -> Self:
        said = {"name": name, "clinic": clinic, "hours": hours}
        return cls(_("%(name)s already works at %(clinic)s then (%(hours)s).") % said)


class NotEmployed(Refusal):
    """Whoever is rostered holds that post there on that day."""

    @classmethod
    def told(cls, name: str, role: str, clinic: str, day: str) -> Self:
        said = {"name": name, "role": role, "clinic": clinic, "day": day}
        return cls(
            _(
                "%(name)s does not hold the post “%(role)s” at %(clinic)s on %(day)s."
                " Whoever gives out roles can change that under Settings, People."
            )
            % said
        )


class AwayThen(Refusal):
    """Somebody on leave is not put on the roster."""

    @classmethod
    def told(cls, name: str, since: str, until: str) -> Self:
        said = {"name": name, "from": since, "until": until}
        return cls(
            _(
                "%(name)s is on leave then (%(from)s to %(until)s). Take the leave"
                " back first."
            )
            % said
        )


class PatternsClash(Refusal):
    """Somebody's week already holds that time."""

    @classmethod
    def told(cls, name: str, clinic: str, hours: str) -> Self:
        said = {"name": name, "clinic": clinic, "hours": hours}
        return cls(
            _(
                "%(name)s already has a pattern at %(clinic)s then (%(hours)s). End"
                " that one first."
            )
            % said
        )


class NoLength(Refusal):
    sentence = gettext_lazy("It ends after it begins.")


class BreakOutside(Refusal):
    sentence = gettext_lazy("A break ends after it begins, within the hours worked.")


class TooLong(Refusal):
    sentence = gettext_lazy("One shift lasts at most sixteen hours.")


class IsOver(Refusal):
    sentence = gettext_lazy(
        "That time has passed. What was worked is no longer changed here."
    )


class EndedAlready(Refusal):
    sentence = gettext_lazy("This was ended already.")


class NoLongerThere(Stale):
    sentence = gettext_lazy(
        "This shift is no longer on the roster: somebody dropped it meanwhile, or its"
        " pattern ended. Look at the week again."
    )


class Swapped(Refusal):
    sentence = gettext_lazy(
        "Two shifts of two people can be swapped. Choose somebody else's shift."
    )


class OfAnotherClinic(Refusal):
    sentence = gettext_lazy("That department or room belongs to another clinic.")


class NotABand(Refusal):
    sentence = gettext_lazy("The upper end of the band is below the lower one.")
