"""What the house will not write down about safety, in words for the desk."""

from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class NotOnTheScale(Refusal):
    sentence = _("Pain is told from 0 (none) to 10 (the worst).")


class NothingDone(Refusal):
    sentence = _("From 7 on, write what was done about it. They are called tomorrow.")


class AskedAlready(Refusal):
    sentence = _("They were asked at this stage already; the answer stands.")


class NotEverythingSeen(Refusal):
    sentence = _("Say of every item whether it was in order.")


class BatchMissing(Refusal):
    sentence = _(
        "Write the sterilisation batch number of the instruments: it leads back to"
        " everyone they were used on."
    )


class NeitherChairNorVisit(Refusal):
    sentence = _("Say which chair and session, or which visit, was checked.")


class NotHere(Refusal):
    """What is checked stands where the person works, and is written down for there."""

    @classmethod
    def named(cls, clinic: str) -> Self:
        told = {"clinic": clinic}
        return cls(gettext("Only who works at %(clinic)s checks what is there.") % told)


class NothingHappened(Refusal):
    sentence = _("Say in a few words what happened.")


class NotYet(Refusal):
    sentence = _("That day has not come yet.")


class BeforeTheVisit(Refusal):
    sentence = _("They cannot have been asked before they came.")


class SaysNothing(Refusal):
    sentence = _("Say in a few words what they feel.")


class ReviewedAlready(Refusal):
    sentence = _("Somebody has reviewed this one already.")


class LearnsNothing(Refusal):
    sentence = _(
        "Write what is learned and what changes: that is what it was told for."
    )


class DoneAlready(Refusal):
    sentence = _("This was put right already.")
