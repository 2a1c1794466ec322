"""What the house owes itself: to put something right, or to look into something."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from renxin.followup import policy as following
from renxin.followup.models import LineAlarm
from renxin.protocols.models import PlanningAlarm
from renxin.protocols.models.planning_alarm import HEARD_BY as PLANNER_HEARD_BY
from renxin.safety.models import Remedy
from renxin.scorecard.fair_words import WORDS
from renxin.scorecard.models import FairnessReview
from renxin.staff.models import Staff
from renxin.staff.reach import owed_by

MOST = 8
REMEDY, REVIEW = "safety:remedy", "scorecard:review"
LINE, PLANNER = "followup:line", "protocols:index"
# Opened as pages of their own, whichever of them it is.
PAGES = (LINE, PLANNER)
ICONS = {REMEDY: "shield", REVIEW: "eye", LINE: "link", PLANNER: "alert"}


@dataclass(frozen=True)
class Due:
    """One thing, by its day; what is opened in a dialog stays on this page."""

    icon: str
    what: str
    whose: str
    due_on: date
    is_late: bool
    url: str
    is_dialog: bool


def owed(staff: Staff, *, at: datetime) -> list[Due]:
    """What the roles of this person owe where they hold them, the soonest first."""
    parts = []
    if staff.may("safety.review"):
        parts.append(_remedies(staff))
    if staff.may("figures.names"):
        parts.append(_reviews(staff))
    if following.line().heard_by in staff.roles():
        parts.append(_lines(staff))
    if PLANNER_HEARD_BY in staff.roles():
        parts.append(_planned())
    if not parts:
        return []
    found = parts[0].union(*parts[1:], all=True).order_by("due", "key")[:MOST]
    return [_due(one, at) for one in found]


def _remedies(staff: Staff) -> QuerySet[Any, dict[str, Any]]:
    open_ = Remedy.objects.open().visible_to(staff).filter(owed_by(staff))
    return _alike(open_, REMEDY, "what")


def _reviews(staff: Staff) -> QuerySet[Any, dict[str, Any]]:
    open_ = FairnessReview.objects.open().visible_to(staff).filter(owed_by(staff))
    return _alike(open_, REVIEW, "about")


def _lines(staff: Staff) -> QuerySet[Any, dict[str, Any]]:
    open_ = LineAlarm.objects.open().visible_to(staff).filter(owed_by(staff))
    return _alike(open_, LINE, "broken", due="day")


def _planned() -> QuerySet[Any, dict[str, Any]]:
    """Of the whole house: one planner plans for all its clinics."""
    open_: QuerySet[Any] = PlanningAlarm.objects.open()
    return open_.filter(owner_role=PLANNER_HEARD_BY).values(
        due=F("day"),
        key=F("pk"),
        sort=Value(PLANNER),
        said=Cast("unexplained", CharField()),
        clinic_name=Value(""),
        zone=Value(""),
    )


def _alike(
    rows: QuerySet[Any], sort: str, said: str, *, due: str = "due_on"
) -> QuerySet[Any, dict[str, Any]]:
    """The same columns of either, so that both come in one query."""
    return rows.values(
        due=F(due),
        key=F("pk"),
        sort=Value(sort),
        said=Cast(said, CharField()),
        clinic_name=F("clinic__short_name"),
        zone=F("clinic__zone"),
    )


def _due(one: dict[str, Any], at: datetime) -> Due:
    sort, zone = one["sort"], ZoneInfo(one["zone"]) if one["zone"] else None
    return Due(
        icon=ICONS[sort],
        what=_said(sort, one["said"]),
        whose=one["clinic_name"] or "",
        due_on=one["due"],
        is_late=one["due"] < timezone.localdate(at, zone),
        url=reverse(sort) if sort in PAGES else reverse(sort, args=[one["key"]]),
        is_dialog=sort == REMEDY,
    )


def _said(sort: str, said: str) -> str:
    if sort == REVIEW:
        return str(WORDS[said].look)
    if sort == REMEDY:
        return said
    many = int(said)
    if sort == PLANNER:
        steps = ngettext(
            "The planner left %(n)s step unexplained",
            "The planner left %(n)s steps unexplained",
            many,
        )
        return steps % {"n": many}
    lines = ngettext("%(n)s line is broken", "%(n)s lines are broken", many)
    return lines % {"n": many}
