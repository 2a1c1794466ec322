"""Plans as a doctor writes them, and as patients sign them."""

from datetime import timedelta

from renxin.patients.signing import Signature
from renxin.plans.kinds import Instead, Phase
from renxin.plans.models import Plan, PriceItem
from renxin.plans.models.price_item import Price
from renxin.plans.models.writable import Line
from tests.cast import NOON, TODAY

STROKES = "M10 100L60 40L110 120L160 40M200 60L320 60"
CROWN = Price(code="D2740", name="全瓷冠", price_fen=380_000, unit="颗")
LATER = NOON + timedelta(minutes=30)


def published(clinic, by, price=CROWN, *, on=TODAY, at=NOON):
    return PriceItem.publish(price, clinic=clinic, from_day=on, by=by, at=at)


def line(name="全瓷冠", fen=380_000, **more):
    more.setdefault("price_reason", "清单外")
    more.setdefault("phase", Phase.CONSOLIDATION)
    return Line(name=name, unit_price_fen=fen, **more)


def written(patient, doctor, clinic, *lines, at=NOON, by=None):
    """With both other ways, and these items or a crown."""
    by = by or doctor
    plan = Plan.begin(
        patient, "右下后牙缺损", clinic=clinic, doctor=doctor, by=by, at=at
    )
    for one in lines or [line()]:
        plan.add(one, expected=plan.version, by=by, at=at)
    for kind, text in (
        (Instead.OTHER_WAY, "树脂充填，价格较低，耐用较差"),
        (Instead.NO_TREATMENT, "不治疗：缺损会继续扩大"),
    ):
        plan.offer(kind, text, expected=plan.version, by=by, at=at)
    return plan


def shown(plan, *, at=NOON, by=None):
    plan.present(expected=plan.version, by=by or plan.doctor, at=at)
    return plan


def signature(**more):
    return Signature(**{"strokes": STROKES, "name": "王芳"} | more)


def signed(plan, *, items=None, at=LATER, by=None, **more):
    """What is standing in it, all or some, signed by the patient."""
    chosen = items or [one.pk for one in plan.items.standing()]
    return plan.accept(
        chosen,
        signature(**more),
        expected=plan.version,
        by=by or plan.doctor,
        at=at,
    )
