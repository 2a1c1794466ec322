"""The price list of each clinic, published since the opening; two prices came later."""

from datetime import datetime, timedelta
from decimal import Decimal

from renxin.clinics.models import Clinic
from renxin.demo.words import words
from renxin.desk.money import fen_of
from renxin.plans.kinds import PriceKind
from renxin.plans.models import PriceItem
from renxin.plans.models.price_item import Price
from renxin.staff.models import Staff


def publish(*, since: datetime, now: datetime, by: Staff) -> None:
    for clinic in Clinic.objects.order_by("pk"):
        for one in words("plans")["price"]:
            _publish(clinic, one, by=by, at=since)
        _reprice(clinic, now=now, by=by)


def _publish(
    clinic: Clinic, one: dict[str, str | int], *, by: Staff, at: datetime
) -> None:
    kind = PriceKind.GOVERNMENT_GUIDED if one.get("guided") else PriceKind.MARKET
    names = ("code", "name", "content", "unit", "conditions")
    told = {name: str(one.get(name, "")) for name in names}
    price = Price(price_fen=fen_of(Decimal(one["yuan"])), kind=kind, **told)
    PriceItem.publish(price, clinic=clinic, from_day=clinic.day_of(at), by=by, at=at)


def _reprice(clinic: Clinic, *, now: datetime, by: Staff) -> None:
    lines = {one["code"]: one for one in words("plans")["price"]}
    for one in words("plans")["repriced"]:
        new = lines[one["code"]] | {"yuan": one["yuan"]}
        _publish(clinic, new, by=by, at=now - timedelta(days=one["days_ago"]))
