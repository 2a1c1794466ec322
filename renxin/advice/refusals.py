"""What the house will not say to a patient, in words for whoever would have said it."""

from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal


class NotInBothLanguages(Refusal):
    sentence = gettext_lazy(
        "Write the title, the words and when to call, each in both languages."
    )


class SaysTooMuch(Refusal):
    """Words the law keeps out of what a clinic says."""

    @classmethod
    def named(cls, words: str, why: str) -> Self:
        told = {"words": words, "why": why}
        return cls(_("“%(words)s” cannot be said: %(why)s") % told)


class WrittenMeanwhile(Refusal):
    status = 409
    sentence = gettext_lazy(
        "Somebody wrote another version meanwhile. Read it, then write yours from it."
    )


class OwnWords(Refusal):
    sentence = gettext_lazy("You wrote this yourself: a second person approves it.")


class WordsOfAnother(Refusal):
    sentence = gettext_lazy("Another clinic wrote this for itself.")


class NotYours(Refusal):
    """Only a clinician of the clinic answers for words, and its people give them."""

    sentence = gettext_lazy("Your role at this clinic does not let you do this.")


class ApprovedAlready(Refusal):
    sentence = gettext_lazy("This version was approved here already.")


class NotTheLatest(Refusal):
    sentence = gettext_lazy(
        "A later version was approved since. To go back to these words, write them as"
        " a new one."
    )


class WithdrawnAlready(Refusal):
    sentence = gettext_lazy("These words were withdrawn already.")


class WhyMissing(Refusal):
    sentence = gettext_lazy("Say in a few words why.")


class NotApprovedHere(Refusal):
    sentence = gettext_lazy(
        "These words are not approved at this clinic, or no longer. Choose others."
    )


class NotUnderstood(Refusal):
    sentence = gettext_lazy(
        "Ask them to say it back, and write down what they said: what nobody says back"
        " was not explained."
    )


class GivenAlready(Refusal):
    sentence = gettext_lazy("They were given these words on this visit already.")


class TakenBackAlready(Refusal):
    sentence = gettext_lazy("This was taken back already.")
