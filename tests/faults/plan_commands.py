"""What is done with a plan and with the price list, each with its request."""

from datetime import timedelta

from django.utils import timezone

from renxin.booking import placed
from renxin.booking.terms import Place
from renxin.patients.signing import Signature
from renxin.plans.kinds import Instead, Phase
from renxin.plans.models import Plan, PriceItem
from renxin.plans.models.price_item import Price
from renxin.plans.models.writable import Line
from renxin.staff.roles import Role
from tests.faults.asked import as_role
from tests.faults.booking_commands import morning, tomorrow

STROKES = "M10 100L60 40L110 120L160 40M200 60L320 60"
ITEM = {
    "phase": "INTERVENTION",
    "name": "洁牙",
    "tooth": "16",
    "quantity": 2,
    "yuan": "200",
    "price_reason": "清单外",
    "sittings": 1,
    "minutes": 30,
    "every_days": 7,
}
PRICE = {
    "code": "D2740",
    "name": "全瓷冠",
    "unit": "颗",
    "price": "3800",
    "kind": "MARKET",
}


def by_the_doctor(world, at):
    return {"by": world["people"][Role.DOCTOR], "at": at}


def written(world):
    """A plan of one item, with both other ways."""
    now = timezone.now()
    told = by_the_doctor(world, now)
    plan = Plan.begin(
        world["patient"],
        "缺损",
        clinic=world["clinic"],
        doctor=told["by"],
        **told,
    )
    crown = Line(
        phase=Phase.CONSOLIDATION,
        name="全瓷冠",
        unit_price_fen=2_500_000,
        price_reason="清单外",
    )
    plan.add(crown, expected=plan.version, **told)
    for kind in Instead:
        plan.offer(kind, "另一种选择", expected=plan.version, **told)
    return plan


def shown(world):
    plan = written(world)
    plan.present(expected=plan.version, **by_the_doctor(world, timezone.now()))
    return plan


def signed(world):
    plan = shown(world)
    plan.accept(
        [plan.items.get().pk],
        Signature(strokes=STROKES, name="王芳"),
        expected=plan.version,
        **by_the_doctor(world, timezone.now()),
    )
    return plan


def begun(world):
    doctor = world["people"][Role.DOCTOR].pk
    told = {"patient": world["patient"].pk, "condition": "缺损", "doctor": doctor}
    return as_role(world, Role.DOCTOR, "plans:new", told)


def of_plan(name, stands, data, role=Role.DOCTOR):
    """A command on one plan, from the page that shows it."""

    def request(world):
        plan = stands(world)
        return as_role(world, role, name, data(plan), plan.pk)

    return request


def of_item(name, data):
    def request(world):
        plan = written(world)
        told = data | {"version": plan.version}
        item = plan.items.get().pk
        return as_role(world, Role.DOCTOR, name, told, plan.pk, item)

    return request


def way_struck(world):
    plan = written(world)
    told, way = {"version": plan.version}, plan.alternatives.first().pk
    return as_role(world, Role.DOCTOR, "plans:way_struck", told, plan.pk, way)


def versioned(**data):
    return lambda plan: data | {"version": plan.version}


def drawn(plan):
    asked = {"item": [plan.items.get().pk], "strokes": STROKES, "name": "王芳"}
    return asked | {"signer": "PATIENT", "version": plan.version}


def taken_back(plan):
    return {"acceptance": plan.latest().acceptance.pk, "note": "再想想"}


def booked(world):
    there = morning(world)
    plan = signed(world)
    place = Place(
        clinic=world["clinic"],
        starts_at=tomorrow(world["clinic"], 10),
        minutes=40,
        doctor=there["doctor"],
        chair=there["chair"],
    )
    told = {
        "service": there["service"].pk,
        "doctor": there["doctor"].pk,
        "day": place.day.isoformat(),
        "clock": "10:00",
        "times": 1,
        "every_days": 7,
        "sitting": [placed.query(place)],
    }
    item = plan.items.get().pk
    return as_role(world, Role.GREETER, "plans:sittings", told, plan.pk, item)


def today(world):
    return {"from_day": world["clinic"].day_of(timezone.now()).isoformat()}


def of_price(name, data):
    def request(world):
        price = PriceItem.publish(
            Price(code="D2740", name="全瓷冠", price_fen=380_000),
            clinic=world["clinic"],
            from_day=world["clinic"].day_of(timezone.now()),
            by=world["people"][Role.MANAGER],
            at=timezone.now() - timedelta(minutes=1),
        )
        return as_role(world, Role.MANAGER, name, data | today(world), price.pk)

    return request


PLANS = {
    "plans:new": begun,
    "plans:items": of_plan("plans:items", written, versioned(**ITEM)),
    "plans:item": of_item("plans:item", ITEM),
    "plans:item_struck": of_item("plans:item_struck", {}),
    "plans:ways": of_plan(
        "plans:ways", written, versioned(kind="OTHER_WAY", text="活动义齿", price="9")
    ),
    "plans:way_struck": way_struck,
    "plans:presentation": of_plan("plans:presentation", written, versioned()),
    "plans:signing": of_plan("plans:signing", shown, drawn, Role.GREETER),
    "plans:decline": of_plan(
        "plans:decline", shown, versioned(reason="MONEY", note="再攒攒"), Role.GREETER
    ),
    "plans:revocation": of_plan("plans:revocation", signed, taken_back, Role.CARE),
    "plans:finish": of_plan("plans:finish", signed, versioned(how="DONE")),
    "plans:sittings": booked,
    "plans:price_new": lambda world: as_role(
        world, Role.MANAGER, "plans:price_new", PRICE | today(world)
    ),
    "plans:price": of_price("plans:price", PRICE | {"price": "4000"}),
    "plans:price_end": of_price("plans:price_end", {}),
}
