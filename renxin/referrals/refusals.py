"""What the house will not do with a referral, in words for the person at the desk."""

from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.desk.refusal import Refusal, Stale
from renxin.promises.refusals import clock


class NoPatient(Refusal):
    sentence = gettext_lazy("Choose the patient first.")


class NoReason(Refusal):
    sentence = gettext_lazy("Say why, in clinical words: what was found, what worries.")


class ToOneself(Refusal):
    sentence = gettext_lazy("Nobody refers a patient to themselves.")


class NowhereToGo(Refusal):
    sentence = gettext_lazy("Choose a department or a person, or name the place.")


class NobodyThere(Refusal):
    """A department in which no doctor works would never answer."""

    @classmethod
    def named(cls, department: str) -> Self:
        told = {"department": department}
        return cls(_("No doctor works in %(department)s. Choose a person.") % told)


class DoesNotSeePatients(Refusal):
    """Whoever is to see them works elsewhere, or not as a doctor."""

    @classmethod
    def named(cls, name: str, clinic: str) -> Self:
        told = {"name": name, "clinic": clinic}
        return cls(_("%(name)s takes no referrals at %(clinic)s.") % told)


class AlreadyReferred(Refusal):
    sentence = gettext_lazy(
        "They are referred there already and not seen yet. Open that referral instead."
    )


class NotAgreed(Refusal):
    sentence = gettext_lazy(
        "Nothing leaves the house before the patient has agreed to it."
    )


class NotYours(Refusal):
    sentence = gettext_lazy("Only colleagues of the clinic it was sent to can do that.")


class NotYoursToTakeBack(Refusal):
    sentence = gettext_lazy("Only colleagues of the clinic that sent it can do that.")


class NotThatStep(Stale):
    """Somebody was quicker, or the screen is old."""

    @classmethod
    def taken_by(cls, name: str, how: str, *, done: datetime, at: datetime) -> Self:
        told = {"name": name, "at": clock(done, at), "how": how}
        if name:
            return cls(_("%(name)s was quicker at %(at)s: %(how)s.") % told)
        return cls(_("It has gone on since, at %(at)s: %(how)s.") % told)


class NotYet(Refusal):
    sentence = gettext_lazy("It has not come to that step yet.")


class SeenAlready(Refusal):
    sentence = gettext_lazy("They were seen already: report back instead.")


class NoNextStep(Refusal):
    sentence = gettext_lazy("A no needs a next step for the patient, with a day.")


class TooLate(Refusal):
    sentence = gettext_lazy(
        "What this house does not treat has its next step within a day."
    )


class HangsOnReferral(Refusal):
    sentence = gettext_lazy(
        "This promise belongs to a referral: answer it there, so that nobody waits"
        " for a report that never comes."
    )
