"""The list of promises: whose, where they stand, a page at a time from a key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.clinics.models import Clinic
from renxin.desk.typed import number_in
from renxin.promises.models import Promise
from renxin.staff.models import Staff

ROWS = 50

WHOSE: dict[str, str | LazyText] = {
    "mine": _("Mine"),
    "role": _("My role's"),
    "clinic": _("The clinic's"),
}
STANDS: dict[str, str | LazyText] = {
    "open": pgettext_lazy("promises", "Open"),
    "late": _("Late"),
    "ended": pgettext_lazy("promises", "Ended"),
}


@dataclass(frozen=True)
class Page:
    promises: list[Any]
    after: str


def listed(
    whose: str, stands: str, *, clinic: Clinic, by: Staff, at: datetime
) -> QuerySet[Promise]:
    """Those asked for, in the order one would take them up."""
    promises = Promise.objects.visible_to(by).filter(clinic=clinic)
    if whose == "mine":
        promises = promises.of(by)
    elif whose == "role":
        roles = [role for role, where in by.standing if where in {None, clinic.pk}]
        promises = promises.filter(owner=None, owner_role__in=roles)
    if stands == "ended":
        return promises.filter(ended_at__isnull=False).order_by("-ended_at", "-pk")
    if stands == "late":
        return promises.late(at=at).order_by("due_at", "pk")
    return promises.open().order_by("due_at", "pk")


def page(promises: QuerySet[Promise], *, after: str, ended: bool) -> Page:
    """Fifty from the key on; the key is the last row's, so nothing is counted."""
    promises = promises.select_related("patient", "owner", "ending__by")
    moment, pk = _key(after)
    if moment is not None:
        promises = promises.filter(_behind(moment, pk, ended=ended))
    rows = list(promises[: ROWS + 1])
    last = rows[ROWS - 1] if len(rows) > ROWS else None
    return Page(rows[:ROWS], _key_of(last, ended=ended) if last else "")


def _behind(moment: datetime, pk: int, *, ended: bool) -> Q:
    if ended:
        return Q(ended_at__lt=moment) | Q(ended_at=moment, pk__lt=pk)
    return Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=pk)


def _key(after: str) -> tuple[datetime | None, int]:
    text, _comma, number = after.partition(",")
    pk = number_in(number)
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None, 0
    return (moment, pk) if moment and pk is not None else (None, 0)


def _key_of(promise: Promise, *, ended: bool) -> str:
    moment = promise.ended_at if ended else promise.due_at
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ},{promise.pk}" if moment else ""
