"""What visits can tell to the protocols: who came, who did not, and what was done."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from renxin.protocols.kinds import Source
from renxin.protocols.named import Asked, Truth, condition, listed, tells_what_was_done
from renxin.visits.models import Charge, Visit

A_MONTH = timedelta(days=30)


@condition("came", _("has come since"))
def came(asked: Asked) -> Truth:
    return asked.has(Visit.objects.filter(began_at__gt=OuterRef(asked.since)))


@listed("visits.not_seen", _("not seen for some months"), months=(1, 60))
def not_seen(where: dict[str, Any], at: datetime) -> QuerySet[Visit, Any]:
    """The last visit of each whom nobody saw for so long, and not much longer.

    Whoever has been away for years is for a list that somebody looks through.
    """
    away = A_MONTH * int(where.get("months", 12))
    then = Visit.objects.filter(
        began_at__lte=at - away, began_at__gt=at - away - 2 * A_MONTH
    )
    later = Visit.objects.filter(
        patient=OuterRef("patient"), began_at__gt=OuterRef("began_at")
    )
    standing = then.filter(patient__merged_into=None)
    last: QuerySet[Visit, Any] = standing.exclude(Exists(later)).annotate(
        due_since=F("began_at")
    )
    return last


@tells_what_was_done(
    *("visits.departed", "visits.visited"),
    key="visit_id",
    later=("visits.charged", "exchange.imported"),
)
def done(texts: dict[str, list[str]], visit: str) -> Truth:
    """By the booked service, the condition, or what was charged on the visit."""
    of_visit = Q(appointment__service__code__in=texts.get(Source.SERVICE, []))
    of_visit |= _says("condition", texts.get(Source.CONDITION, []))
    charged = _says("service_name", texts.get(Source.CHARGE, []))
    here = Exists(Visit.objects.filter(of_visit, pk=OuterRef(visit)))
    either: Truth = here | Exists(Charge.objects.filter(charged, visit=OuterRef(visit)))
    return either


def _says(field: str, words: list[str]) -> Q:
    found = Q(pk__in=[])
    for word in words:
        found |= Q(**{f"{field}__icontains": word})
    return found
