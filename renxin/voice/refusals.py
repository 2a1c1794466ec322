"""What the house will not say, in words for whoever would have it said."""

from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal
from renxin.voice.law import Finding


class NotInBothLanguages(Refusal):
    sentence = gettext_lazy("Write the words in both languages.")


class TooLong(Refusal):
    sentence = gettext_lazy("Longer than anybody reads: at most 2,000 signs.")


class CannotBeSaid(Refusal):
    """The law keeps it out; only other words help."""

    sentence = gettext_lazy("Something in it cannot be said. Write it otherwise.")

    @classmethod
    def named(cls, found: Finding) -> Self:
        if not found.raw:
            return cls(f"{found.why} ({found.law}). {found.better}")
        told = {"words": found.raw, "why": found.why, "law": found.law}
        about = _("“%(words)s” cannot be said: %(why)s (%(law)s).") % told
        return cls(f"{about} {found.better}")


class NoCertificate(Refusal):
    """An advertisement runs word for word as it was reviewed, or not at all."""

    sentence = gettext_lazy(
        "An advertisement runs word for word as its certificate shows it, while"
        " that holds."
    )


class ReasonMissing(Refusal):
    sentence = gettext_lazy(
        "The law check asks for a reason: write why this may stand."
    )


class WhyMissing(Refusal):
    sentence = gettext_lazy("Say in a few words why.")


class OwnWords(Refusal):
    sentence = gettext_lazy("You wrote this yourself: a second person approves it.")


class NotTheLatest(Refusal):
    sentence = gettext_lazy("A later version stands or waits. Look at that one.")


class ReviewedAlready(Refusal):
    status = 409
    sentence = gettext_lazy("Somebody has looked this version over already.")


class WithdrawnAlready(Refusal):
    status = 409
    sentence = gettext_lazy("These words were withdrawn already.")


class OthersAreSaid(Refusal):
    sentence = gettext_lazy("Other words are said by now. Read them first.")


class NotSaidNow(Refusal):
    sentence = gettext_lazy(
        "These words are not said now, so there is nothing to stop."
    )


class WrittenMeanwhile(Refusal):
    status = 409
    sentence = gettext_lazy(
        "Somebody wrote another version meanwhile. Read it, then write yours from it."
    )


class TopicTaken(Refusal):
    sentence = gettext_lazy("There are words on this topic for this channel already.")


class NotYours(Refusal):
    sentence = gettext_lazy("Your role does not let you do this.")


class CertificateKeptAlready(Refusal):
    status = 409
    sentence = gettext_lazy("A certificate with this number is kept already.")


class CertificateOfAYear(Refusal):
    sentence = gettext_lazy("A certificate holds a year at most, from its first day.")
