"""What the house will not do with a plan or a price, in words for the desk."""

from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renxin.desk.refusal import Refusal, Stale


class NotADoctorHere(Refusal):
    """A plan is a doctor's, and of the clinic where they work."""

    @classmethod
    def named(cls, name: str, clinic: str) -> Self:
        told = {"name": name, "clinic": clinic}
        return cls(_("%(name)s is not a doctor at %(clinic)s.") % told)


class NothingPlanned(Refusal):
    sentence = gettext_lazy("There is nothing in this plan yet. Add an item first.")


class NoAlternatives(Refusal):
    sentence = gettext_lazy(
        "Before a plan is shown, write down at least one other way, and what happens"
        " without treatment. A patient who cannot choose has not consented."
    )


class NotPresented(Refusal):
    sentence = gettext_lazy("Show the plan to the patient first.")


class AnsweredAlready(Refusal):
    sentence = gettext_lazy(
        "This was answered already. Show the plan again to ask again."
    )


class ChangedSince(Stale):
    sentence = gettext_lazy(
        "The plan was changed after it was shown. Show it again, so that what is"
        " signed is what was read."
    )


class NothingChosen(Refusal):
    sentence = gettext_lazy("Tick at least one item, or decline the plan.")


class NotInThePlan(Refusal):
    sentence = gettext_lazy("Something ticked is not in the plan that was shown.")


class NeedsAReason(Refusal):
    sentence = gettext_lazy("Say why, in a few words.")


class PriceNeedsAReason(Refusal):
    sentence = gettext_lazy(
        "This is not a price of the published list. Say why it is another."
    )


class NoLongerInTheList(Refusal):
    sentence = gettext_lazy("This price is not in the published list today.")


class NotAccepted(Refusal):
    sentence = gettext_lazy(
        "The patient has not signed for this. Nothing is booked or begun before."
    )


class AllBooked(Refusal):
    sentence = gettext_lazy("Every sitting of this is booked already.")

    @classmethod
    def but(cls, left: int) -> Self:
        """More were asked for than are left of those that were signed for."""
        if not left:
            return cls()
        told = ngettext(
            "Only %(n)s sitting of this is still to be booked.",
            "Only %(n)s sittings of this are still to be booked.",
            left,
        )
        return cls(told % {"n": left})


class OwedAlready(Refusal):
    sentence = gettext_lazy(
        "The same is promised anew because of this plan. Keep that promise instead."
    )


class PlanOver(Refusal):
    sentence = gettext_lazy("This plan is over. Write a new one.")


class ItemStruck(Refusal):
    sentence = gettext_lazy("This was struck out of the plan already.")


class PriceInThePast(Refusal):
    sentence = gettext_lazy(
        "What was published stays as it was. A price changes from today on, or later."
    )


class PriceEndedAlready(Refusal):
    sentence = gettext_lazy("This price ends already; look at the list as it stands.")


class PricedMeanwhile(Refusal):
    sentence = gettext_lazy(
        "Somebody set a price for this code just now. Look at the list as it stands."
    )
