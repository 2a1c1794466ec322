"""A plan of the clinic's patient, signed for and not booked, and a published price."""

from datetime import timedelta

from django.utils import timezone

from renxin.patients.signing import Signature
from renxin.plans.kinds import Instead, Phase
from renxin.plans.models import Plan, PriceItem
from renxin.plans.models.price_item import Price
from renxin.plans.models.writable import Line

STROKES = "M10 100L60 40L110 120L160 40M200 60L320 60"


def planned(one):
    now = timezone.now()
    doctor, clinic, name = one["staff"], one["clinic"], one["name"]
    told = {"by": doctor, "at": now}
    price = PriceItem.publish(
        Price(code="D2740", name=f"{name}全瓷冠", price_fen=380_000),
        clinic=clinic,
        from_day=clinic.day_of(now),
        **told,
    )
    plan = Plan.begin(
        one["patient"], f"{name}缺损", clinic=clinic, doctor=doctor, **told
    )
    crown = Line(phase=Phase.CONSOLIDATION, name=price.name, price=price, sittings=2)
    plan.add(crown, expected=plan.version, **told)
    for kind in Instead:
        words = f"{name}的另一种选择"
        plan.offer(kind, words, expected=plan.version, **told)
    plan.present(expected=plan.version, **told)
    plan.accept(
        [plan.items.get().pk],
        Signature(strokes=STROKES, name=name),
        expected=plan.version,
        by=doctor,
        at=now + timedelta(minutes=15),
    )
    return {"plan": plan, "price": price}
