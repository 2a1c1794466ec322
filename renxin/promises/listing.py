"""The list of promises: whose, where they stand, a page at a time from a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from renxin.clinics.models import Clinic
from renxin.desk.typed import number_in
from renxin.promises.models import Promise
from renxin.promises.models.owned import sources
from renxin.promises.models.promise import PromiseQuerySet
from renxin.promises.owed import BY_TIME, heads, together
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


@dataclass(frozen=True)
class Listed:
    """What was asked for: of these promises any of those sources, in this order."""

    promises: PromiseQuerySet
    sources: Sequence[Q]
    order: Sequence[str]


def listed(
    whose: str, stands: str, *, clinic: Clinic, by: Staff, at: datetime
) -> Listed:
    """Those asked for, in the order one would take them up."""
    promises = Promise.objects.visible_to(by).filter(clinic=clinic)
    asked = [Q()]
    if whose == "mine":
        asked = sources(by)
    elif whose == "role":
        roles = {role for role, where in by.posts_today if where in {None, clinic.pk}}
        asked = [Q(owner=None, owner_role=role) for role in sorted(roles)]
    if stands == "ended":
        gone = promises.filter(ended_at__isnull=False)
        return Listed(gone, asked, ("-ended_at", "-pk"))
    if stands == "late":
        return Listed(promises.late(at=at), asked, BY_TIME)
    return Listed(promises.open(), asked, BY_TIME)


def page(asked: Listed, *, after: str, ended: bool) -> Page:
    """Fifty from the key on; the key is the last row's, so nothing is counted."""
    found = list(rows(asked, after, ended=ended))
    last = found[ROWS - 1] if len(found) > ROWS else None
    return Page(found[:ROWS], _key_of(last, ended=ended) if last else "")


def rows(asked: Listed, after: str, *, ended: bool) -> PromiseQuerySet:
    promises = asked.promises
    moment, pk = _key(after)
    if moment is not None:
        promises = promises.filter(_behind(moment, pk, ended=ended))
    first = heads(promises, asked.sources, "pk", order=asked.order, most=ROWS + 1)
    found = Promise.objects.filter(pk__in=together(first)) if first else promises.none()
    shown = found.select_related("patient", "owner", "ending__by")
    return shown.order_by(*asked.order)[: ROWS + 1]


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
