"""What the things that wordings speak of cost of late, by the list on the wall."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q, TextField, Value

from renxin.plans.models import PriceItem
from renxin.plans.models.price_item import PriceItemQuerySet
from renxin.voice.law.known import Price
from renxin.voice.prices import price_list

WEEK = timedelta(days=7)
FEN = Decimal(100)


@price_list
def price_named(text: str, compared: Decimal, on: date) -> Price:
    """The lowest of the week before at any clinic, else the last there was."""
    named = _named_in(text).filter(valid_from__lt=on)
    lately = named.filter(Q(valid_to=None) | Q(valid_to__gt=on - WEEK))
    lowest = lately.order_by("price_fen").first()
    last = None if lowest else named.order_by("-valid_to", "price_fen").first()
    return Price(compared=compared, lowest_in_week=_yuan(lowest), last=_yuan(last))


def _named_in(text: str) -> PriceItemQuerySet:
    """Every line of the list whose name stands in the text."""
    said = PriceItem.objects.annotate(said=Value(text, output_field=TextField()))
    found: PriceItemQuerySet = said.filter(said__contains=F("name"))
    return found


def _yuan(item: PriceItem | None) -> Decimal | None:
    return Decimal(item.price_fen) / FEN if item else None
