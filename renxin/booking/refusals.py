"""What the house will not do with an appointment, in words for the desk."""

from collections.abc import Sequence
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal, Stale


class NotAPlace(Refusal):
    """A time or a room that no appointment can have."""


class InThePast(NotAPlace):
    sentence = gettext_lazy("That time is over. Choose one that is still to come.")


class NoLength(NotAPlace):
    sentence = gettext_lazy("An appointment lasts at least a minute.")


class TooLong(NotAPlace):
    sentence = gettext_lazy("An appointment lasts at most twelve hours.")


class AcrossMidnight(NotAPlace):
    sentence = gettext_lazy(
        "An appointment ends on the day it begins. Make two of it, one for each day."
    )


class NotATime(NotAPlace):
    sentence = gettext_lazy(
        "The clocks are changed on that day, and this time does not exist or comes"
        " twice. Choose a time an hour earlier or later."
    )


class OfAnotherClinic(NotAPlace):
    """A chair or a device that stands somewhere else."""

    @classmethod
    def named(cls, thing: str, clinic: str) -> Self:
        told = {"thing": thing, "clinic": clinic}
        return cls(_("%(thing)s does not stand at %(clinic)s.") % told)


class NotAtWork(Refusal):
    """The doctor or an assistant has no shift there then, or is on leave."""

    @classmethod
    def no_shift(cls, name: str, when: str, clinic: str) -> Self:
        told = {"name": name, "when": when, "clinic": clinic}
        return cls(
            _(
                "%(name)s does not work at %(clinic)s then (%(when)s). Choose a time"
                " within a shift, or another person."
            )
            % told
        )

    @classmethod
    def away(cls, name: str, when: str) -> Self:
        told = {"name": name, "when": when}
        return cls(_("%(name)s is on leave then (%(when)s).") % told)


class Taken(Refusal):
    """Somebody or something that is needed is taken already."""

    def __init__(self, sentence: str = "", taken: Sequence[int] = ()) -> None:
        super().__init__(sentence or _("That place is taken."))
        # The occupations in the way, for whoever explains the conflict.
        self.occupation_ids = tuple(taken)

    @classmethod
    def told(cls, lines: Sequence[str], taken: Sequence[int]) -> Self:
        return cls(" ".join(lines), taken)


class AlreadyComes(Refusal):
    """The patient is expected somewhere else at that time."""

    @classmethod
    def at(cls, name: str, when: str) -> Self:
        told = {"name": name, "when": when}
        return cls(_("%(name)s has another appointment then (%(when)s).") % told)


class TakesNothing(NotAPlace):
    sentence = gettext_lazy(
        "Choose with whom or where: a doctor, a chair or a device. Otherwise nothing"
        " is kept free for the patient."
    )


class AlreadyOver(Refusal):
    """The appointment ended; nothing more is done with it."""

    @classmethod
    def how(cls, outcome: str) -> Self:
        return cls(_("This appointment has ended: %(how)s.") % {"how": outcome})


class HoldLapsed(Refusal):
    sentence = gettext_lazy(
        "The place was held for a while and has been given back. Choose a time again."
    )


class NotYetDue(Refusal):
    sentence = gettext_lazy(
        "Nobody is late yet: half an hour after the time, it can be called a no-show."
    )


class NotThatDay(Refusal):
    sentence = gettext_lazy(
        "This appointment is on a later day. Whoever is here today is booked for"
        " today, or their appointment is moved first."
    )


class MayNotOverbook(Refusal):
    sentence = gettext_lazy(
        "Booking over another appointment takes a permitted person and a reason."
    )


class AlreadyHere(Refusal):
    sentence = gettext_lazy("The patient was checked in already.")


class ChangedMeanwhile(Stale):
    sentence = gettext_lazy(
        "Somebody changed this appointment on another screen while you had it open."
        " Nothing of theirs was lost; look at how it stands now."
    )


class NotWaiting(Refusal):
    sentence = gettext_lazy("This patient is no longer on the waiting list.")


class AlreadyWaits(Refusal):
    @classmethod
    def named(cls, name: str) -> Self:
        sentence = _("%(name)s is on the waiting list for that already.")
        return cls(sentence % {"name": name})


class OfferOver(Refusal):
    """The offer was answered, or its time has gone by."""

    sentence = gettext_lazy(
        "This place is no longer offered. The patient stays on the list, in the same"
        " order as before."
    )


class ConfirmedAlready(Refusal):
    sentence = gettext_lazy("They said already that they will come. Leave them be.")


class CallPromised(Refusal):
    sentence = gettext_lazy("A call about this appointment is promised already.")


class TooLateToCall(Refusal):
    sentence = gettext_lazy(
        "There is no hour left in which we ring before this appointment."
    )
