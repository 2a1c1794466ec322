"""What the house will not do with a visit, in words for whoever stands there."""

from collections.abc import Sequence
from typing import Protocol, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal, Stale


class Owed(Protocol):
    """Something owed to a patient, in words."""

    @property
    def text(self) -> str: ...


class AlreadyInTheHouse(Refusal):
    """One person is at one visit at a time, at whichever clinic."""

    @classmethod
    def named(cls, name: str, clinic: str) -> Self:
        told = {"name": name, "clinic": clinic}
        return cls(
            _(
                "%(name)s is being looked after already, at %(clinic)s. See them off"
                " there first."
            )
            % told
        )


class AlreadyLeft(Refusal):
    sentence = gettext_lazy("They have left already; nothing was changed.")


class HandedOver(Stale):
    """Somebody else handed the card over a moment ago."""

    @classmethod
    def now_at(cls, station: str, by: str) -> Self:
        told = {"station": station, "by": by}
        return cls(_("%(by)s has just handed them over: now at %(station)s.") % told)


class NotAStation(Refusal):
    """A station of another clinic or department, or one that is closed."""

    @classmethod
    def closed(cls, name: str) -> Self:
        return cls(_("%(name)s is closed. Choose another station.") % {"name": name})

    @classmethod
    def elsewhere(cls, name: str, clinic: str) -> Self:
        told = {"name": name, "clinic": clinic}
        return cls(_("%(name)s is not a station of %(clinic)s.") % told)


class NameTaken(Refusal):
    """Two stations of one name cannot be told apart on the board."""

    @classmethod
    def named(cls, name: str) -> Self:
        return cls(_("There is a station called %(name)s already.") % {"name": name})


class NobodyWaits(Refusal):
    @classmethod
    def at(cls, name: str) -> Self:
        return cls(_("Nobody waits to be called at %(name)s.") % {"name": name})

    @classmethod
    def on(cls, doctor: str) -> Self:
        return cls(_("Nobody waits for %(doctor)s any more.") % {"doctor": doctor})


class DoctorsBusy(Refusal):
    """Nobody is called to a chair somebody else sits in."""

    @classmethod
    def at(cls, name: str) -> Self:
        return cls(
            _(
                "Whoever waits at %(name)s waits for a doctor who is with somebody now."
                " Open a card to call its number all the same."
            )
            % {"name": name}
        )


class WhatNeed(Refusal):
    sentence = gettext_lazy(
        "Say what makes it more or less urgent: only need moves anybody forward."
    )


class RoomElsewhere(Refusal):
    sentence = gettext_lazy("That room is in another clinic. Choose one of this house.")


class WorksElsewhere(Refusal):
    """A patient is given to a doctor of the house they are in."""

    @classmethod
    def than(cls, doctor: str, clinic: str) -> Self:
        told = {"doctor": doctor, "clinic": clinic}
        return cls(_("%(doctor)s is not a doctor at %(clinic)s today.") % told)


class LookedAfterAlready(Refusal):
    sentence = gettext_lazy(
        "Something was done for them already, so the greeting stays. See them off"
        " and say why they leave."
    )


class NotForTheWholeHouse(Refusal):
    sentence = gettext_lazy(
        "Only whoever works at every clinic writes for all of them. Let it hold at"
        " this clinic alone."
    )


class AlreadyThere(Refusal):
    sentence = gettext_lazy("They are at this station already.")


class PeopleInside(Refusal):
    """A station does not close over people."""

    @classmethod
    def counted(cls, name: str, many: int) -> Self:
        told = {"name": name, "many": many}
        return cls(
            _(
                "Still at %(name)s: %(many)s. Hand them over to another station"
                " first, then close it."
            )
            % told
        )


class OutOfTurn(Refusal):
    """Somebody else is next; whoever goes before them needs a reason."""

    @classmethod
    def next_is(cls, number: str) -> Self:
        return cls(
            _("Number %(number)s is next. Say why somebody else goes first.")
            % {"number": number}
        )


class ReasonMissing(Refusal):
    sentence = gettext_lazy("Say in a few words what the other reason was.")


class TakenUp(Refusal):
    """Somebody is with them already."""

    @classmethod
    def by(cls, name: str) -> Self:
        return cls(_("%(name)s is with them already.") % {"name": name})


class NotSeenOff(Refusal):
    sentence = gettext_lazy(
        "Take the patient back to the doctor before they leave, or say why not."
    )


class NoNextStep(Refusal):
    sentence = gettext_lazy(
        "Agree what comes next, with its day: an appointment, a recall, a promise."
        " Where nothing comes next, say why."
    )


class NotAhead(Refusal):
    sentence = gettext_lazy("The next step lies in the future.")


class NotTheirs(Refusal):
    sentence = gettext_lazy(
        "That appointment is not one of theirs, or is over. Choose another."
    )


class DutiesMissing(Refusal):
    """What is still owed to them where they stand, named one by one."""

    def __init__(self, station: str, missing: Sequence[Owed]) -> None:
        self.missing = missing
        told = {
            "station": station,
            "duties": "；".join(duty.text for duty in missing),
        }
        super().__init__(
            _("Still owed to them at %(station)s: %(duties)s. Do it, or say why not.")
            % told
        )


class NotOwedHere(Refusal):
    sentence = gettext_lazy("That duty is not one of the station where they are now.")


class NotSaidBack(Refusal):
    sentence = gettext_lazy(
        "Ask them to say it back, and write down what they said. What nobody says"
        " back was not explained."
    )


class NotYours(Refusal):
    """What a patient signs is explained by those whose duty it is."""

    @classmethod
    def of(cls, role: str) -> Self:
        return cls(
            _(
                "This signature is asked for by whoever explains what is signed:"
                " %(role)s at this clinic. Ask them to come."
            )
            % {"role": role}
        )


class WhyNotDone(Refusal):
    sentence = gettext_lazy("Say why it is left out for them.")


class NothingToPublish(Refusal):
    sentence = gettext_lazy("Every duty needs its words, in Chinese and in English.")


class ChangedMeanwhile(Stale):
    sentence = gettext_lazy(
        "Somebody published another version meanwhile. Read theirs first; nothing of"
        " yours was published."
    )


class NotesNothing(Refusal):
    sentence = gettext_lazy("Write the note first.")
