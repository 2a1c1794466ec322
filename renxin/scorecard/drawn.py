"""From what was counted to what the page draws and says about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

import pulse
from renxin.followup.models.loss import Reason
from renxin.scorecard.drawings.waterfall import Step, Waterfall, waterfall
from renxin.scorecard.pictures import Leaving
from renxin.scorecard.span import first_day

TOLD = (Reason.TRUST, Reason.MONEY, Reason.TIME, Reason.OTHER)
AWAY = (Reason.MOVED, Reason.DIED)
NOT_ASKED = "NOT_ASKED"
PHONE = 340
SHORT: Mapping[str, str | LazyText] = {
    Reason.TRUST: gettext_lazy("Trust"),
    Reason.MONEY: gettext_lazy("Money"),
    Reason.TIME: gettext_lazy("Time"),
    Reason.OTHER: gettext_lazy("Other"),
    Reason.MOVED: gettext_lazy("Moved"),
    Reason.DIED: gettext_lazy("Died"),
    Reason.UNKNOWN: gettext_lazy("Not known"),
    NOT_ASKED: gettext_lazy("Not asked"),
}


@dataclass(frozen=True)
class ReasonLine:
    """One reason in the table behind the picture, with the seed's claim beside it."""

    code: str
    label: str | LazyText
    part: int
    percent: str
    claim: str
    tone: str


@dataclass(frozen=True)
class LossPicture:
    """Who left and why, as a picture, a sentence and a table."""

    leaving: Leaving
    asked: int
    lines: tuple[ReasonLine, ...]
    apart: tuple[ReasonLine, ...]
    plot: Waterfall
    narrow: Waterfall
    sentence: str

    @property
    def stayed(self) -> int:
        return self.leaving.whole - self.leaving.lost


def loss_picture(leaving: Leaving, width: int) -> LossPicture:
    told = sorted(TOLD, key=lambda reason: -leaving.told(reason))
    asked = sum(leaving.told(reason) for reason in TOLD)
    lines = tuple(_line(reason, leaving.told(reason), asked) for reason in told)
    others = [*AWAY, Reason.UNKNOWN, NOT_ASKED]
    apart = tuple(_line(reason, leaving.told(reason), 0) for reason in others)
    steps = _steps(leaving, lines, apart)
    under = (1, len(lines)) if asked else None
    return LossPicture(
        leaving=leaving,
        asked=asked,
        lines=lines,
        apart=apart,
        plot=waterfall(steps, width, under),
        narrow=waterfall(steps, PHONE, under),
        sentence=_sentence(leaving, lines, asked),
    )


def _line(reason: str, part: int, whole: int) -> ReasonLine:
    claim = pulse.CLAIMS.get(reason)
    return ReasonLine(
        code=reason,
        label=SHORT[reason],
        part=part,
        percent=f"{part / whole * 100:.0f} %" if whole else "",
        claim=f"{claim * 100:.0f} %" if claim is not None else "",
        tone="f3" if reason in TOLD else "f5" if reason in AWAY else "f4",
    )


def _steps(
    leaving: Leaving, told: tuple[ReasonLine, ...], apart: tuple[ReasonLine, ...]
) -> list[Step]:
    steps = [Step(_("With us"), leaving.whole, "f1")]
    steps += [
        Step(str(one.label), one.part, one.tone, one.percent, -one.part) for one in told
    ]
    away = sum(one.part for one in apart if one.code in AWAY)
    rest = [one for one in apart if one.code not in AWAY]
    if away:
        steps.append(Step(_("Moved, died"), away, "f5", change=-away))
    steps += [
        Step(str(one.label), one.part, one.tone, change=-one.part)
        for one in rest
        if one.part or one.code == NOT_ASKED
    ]
    unlisted = leaving.lost - sum(one.part for one in (*told, *apart))
    if unlisted > 0:
        steps.append(Step(_("Restricted"), unlisted, "f4", change=-unlisted))
    if leaving.won_back is not None:
        steps.append(
            Step(_("Won back"), leaving.won_back, "f2", change=leaving.won_back)
        )
    stayed = leaving.whole - leaving.lost + (leaving.won_back or 0)
    return [*steps, Step(_("Stayed"), stayed, "f1")]


def _sentence(leaving: Leaving, lines: tuple[ReasonLine, ...], asked: int) -> str:
    waiting = leaving.told(NOT_ASKED)
    ask = (
        ngettext(
            "first ask the %(waiting)s patient nobody has asked yet.",
            "first ask the %(waiting)s patients nobody has asked yet.",
            waiting,
        )
        % {"waiting": f"{waiting:,}"}
        if waiting
        else _("everyone has been asked.")
    )
    if not asked:
        return _("Nobody has told us why yet; ") + ask
    return _("%(reason)s comes first; ") % {"reason": lines[0].label} + ask


def month_name(month: str) -> str:
    return date_format(first_day(month), "YEAR_MONTH_FORMAT")
