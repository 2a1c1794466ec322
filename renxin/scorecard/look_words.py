"""What the log says of names seen behind a figure."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renxin.followup.models.loss import Reason
from renxin.staff import looked_at

OVER: dict[str, str | LazyText] = {
    "month": "%(to)s",
    "quarter": gettext_lazy("the quarter to %(to)s"),
    "year": gettext_lazy("the year to %(to)s"),
}


@looked_at.of("rows")
def rows(rest: str) -> str:
    code, *words = rest.split()
    return _with(_("the rows behind figure %(code)s") % {"code": code}, words)


@looked_at.of("lost")
def lost(rest: str) -> str:
    return _with(_("who was lost"), rest.split())


@looked_at.of("key-visits")
def key_by_visits(rest: str) -> str:
    return _with(_("the few with most visits"), rest.split())


@looked_at.of("key-money")
def key_by_money(rest: str) -> str:
    return _with(_("the few who paid most"), rest.split())


@looked_at.of("figures")
def figures(rest: str) -> str:
    return _with(_("figures as a workbook"), rest.split())


@looked_at.of("introducers")
def introducers(_rest: str) -> str:
    return _("who brings most")


@looked_at.of("tomorrow")
def tomorrow(rest: str) -> str:
    day = date_format(date.fromisoformat(rest), "DATE_FORMAT")
    return _("who may not come on %(day)s") % {"day": day}


def _with(what: str, words: list[str]) -> str:
    return _(", ").join([what, *filter(None, map(_told, words))])


def _told(word: str) -> str:
    """A span such as `month-2026-10`, or a part such as `reason=PRICE`."""
    name, part, value = word.partition("=")
    if part:
        return str(Reason(value).label) if value in Reason.values else ""
    over, _dash, to = name.partition("-")
    if over not in OVER:
        return ""
    month = date_format(date.fromisoformat(f"{to}-01"), "YEAR_MONTH_FORMAT")
    return str(OVER[over]) % {"to": month}
