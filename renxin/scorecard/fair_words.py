"""What is compared, in the words of the house: never whose fault anything is."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class About(models.TextChoices):
    """What groups are compared in; the codes are those of the figures."""

    CASE_COST = "CASE_COST", _("What a case costs")
    PLAN_VALUE = "PLAN_VALUE", _("What plans are worth")
    REPEATS = "REPEATS", _("Examinations soon repeated")
    PACKAGES = "PACKAGES", _("Services always ordered together")
    EMPTY_CHAIRS = "EMPTY_CHAIRS", _("Plans and empty chairs")
    WAIT = "WAIT", _("How long people wait")
    TIME_WITH_DOCTOR = "TIME_WITH_DOCTOR", _("Time with the doctor")
    BACK_TO_DOCTOR = "BACK_TO_DOCTOR", _("Back to the doctor before leaving")
    DUTIES = "DUTIES", pgettext_lazy("fairness", "Duties done")
    VISIT_COST = "VISIT_COST", _("What a visit costs")


CARE = (
    About.CASE_COST,
    About.PLAN_VALUE,
    About.REPEATS,
    About.PACKAGES,
    About.EMPTY_CHAIRS,
)
EQUAL = (
    About.WAIT,
    About.TIME_WITH_DOCTOR,
    About.BACK_TO_DOCTOR,
    About.DUTIES,
    About.VISIT_COST,
)
GROUPS: dict[str, str | LazyText] = {
    "FIRST": _("First visits"),
    "AGAIN": _("Later visits"),
    "TOP_FIFTH": _("Top fifth by money"),
    "PAYING": _("Others who paid"),
    "NOTHING_PAID": _("Nothing paid"),
}
DIMS: dict[str, str | LazyText] = {
    "doctor": _("By doctor"),
    "payer": _("By who pays"),
    "first_visit": _("First and later visits"),
    "value_tier": _("By what they paid in the year"),
    "clinic": _("By clinic"),
    "services": _("By pair of services"),
}


@dataclass(frozen=True)
class Told:
    """How a comparison is defined, and what its review is asked to look into."""

    definition: str | LazyText
    look: str | LazyText


WORDS: dict[str, Told] = {
    About.CASE_COST: Told(
        _(
            "What one patient paid in the year for one condition, beside cases of the"
            " same condition and need; 1 is like the others."
        ),
        _("Look into why some cases cost more than others like them"),
    ),
    About.PLAN_VALUE: Told(
        _(
            "What the plans laid before patients come to, beside plans for the same"
            " condition and need; 1 is like the others."
        ),
        _("Look into why some plans are worth more than others like them"),
    ),
    About.REPEATS: Told(
        _(
            "Examinations of a kind that followed one of the same kind within 30 days"
            " (CBCT 90), in points from others of that kind."
        ),
        _("Look into examinations that were soon repeated"),
    ),
    About.PACKAGES: Told(
        _(
            "Of the visits with either of two services, the share with both; those"
            " that hardly ever come alone are listed."
        ),
        _("Look into two services that are always ordered together"),
    ),
    About.EMPTY_CHAIRS: Told(
        _(
            "How much larger plans are for each ten points more of chairs' time left"
            " empty that day; 1 is no larger."
        ),
        _("Look into why plans are larger on days with empty chairs"),
    ),
    About.WAIT: Told(
        _(
            "Waits of a group beside others of the same clinic, department, condition,"
            " urgency and hour; 1 is as long."
        ),
        _("Look into why some people wait longer than others of the same need"),
    ),
    About.TIME_WITH_DOCTOR: Told(
        _("Minutes with the doctor beside visits alike; 1 is as long."),
        _("Look into why some people have less time with the doctor"),
    ),
    About.BACK_TO_DOCTOR: Told(
        _("Visits that went back to the doctor, in points from visits alike."),
        _("Look into why some people leave without going back to the doctor"),
    ),
    About.DUTIES: Told(
        _("Duties done at a visit, in points from visits alike."),
        _("Look into why less of what is owed is done for some people"),
    ),
    About.VISIT_COST: Told(
        _("What a visit costs beside visits alike; 1 is as much."),
        _("Look into why visits of some people cost more"),
    ),
}
