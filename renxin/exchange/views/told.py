"""A value as the house keeps it, in the words of whoever reads the page."""

from decimal import Decimal

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from renxin.exchange.kinds import Field

FEN = 100


def told(field: Field, kept: str) -> str:
    if field.words:
        return str(dict(field.words).get(kept, kept))
    tell = TELLERS.get(field.reader)
    return tell(kept) if tell and kept else kept


def _truth(kept: str) -> str:
    return _("yes") if kept == "true" else _("no")


def _money(kept: str) -> str:
    return f"¥{Decimal(kept) / FEN:,.2f}"


def _moment(kept: str) -> str:
    moment = parse_datetime(kept)
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else kept


TELLERS = {"truth": _truth, "money": _money, "moment": _moment}
