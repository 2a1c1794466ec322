"""A plan as a made-up doctor writes it, shows it and has it signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from renxin.booking.models import Service
from renxin.demo.day.signing import signature_of
from renxin.demo.words import words
from renxin.desk.money import fen_of
from renxin.plans.kinds import Instead
from renxin.plans.models import Acceptance, Plan, PriceItem
from renxin.plans.models.writable import Line
from renxin.staff.models import Staff
from renxin.visits.models import Visit

Course = Mapping[str, Any]


def courses() -> Sequence[Course]:
    found: Sequence[Course] = words("plans")["course"]
    return found


def propose(visit: Visit, course: Course, *, by: Staff, at: datetime) -> Plan:
    """What would be done, in phases, at the prices of the list; and the other ways."""
    clinic = visit.clinic
    plan = Plan.begin(
        visit.patient, course["condition"], clinic=clinic, doctor=by, by=by, at=at
    )
    listed = PriceItem.objects.at(clinic).on(clinic.day_of(at))
    prices = {one.code: one for one in listed}
    services = {one.code: one for one in Service.objects.all()}
    for item in course["items"]:
        line = _line(item, prices, services)
        plan.add(line, expected=plan.version, by=by, at=at)
    other, price = Instead.OTHER_WAY, fen_of(Decimal(course["other_yuan"]))
    told: dict[str, Any] = {"by": by, "at": at}
    plan.offer(other, course["other"], price_fen=price, expected=plan.version, **told)
    plan.offer(Instead.NO_TREATMENT, course["none"], expected=plan.version, **told)
    return plan


def _line(
    item: Course, prices: Mapping[str, PriceItem], services: Mapping[str, Service]
) -> Line:
    price = prices[item["code"]]
    return Line(
        phase=item["phase"],
        name=price.name,
        price=price,
        tooth=item.get("tooth", ""),
        quantity=item.get("quantity", 1),
        sittings=item.get("sittings", 1),
        minutes=item.get("minutes", 30),
        every_days=item.get("every", 7),
        service=services.get(item.get("service", "")),
    )


def show(plan: Plan, *, at: datetime) -> None:
    plan.present(expected=plan.version, by=plan.doctor, at=at)


def sign(plan: Plan, *, at: datetime, most: int | None = None) -> Acceptance:
    """All of it, or only the first so many things."""
    items = list(plan.items.standing().in_order().values_list("pk", flat=True))
    signature = signature_of(plan.patient, on=plan.clinic.day_of(at))
    return plan.accept(
        items[:most], signature, expected=plan.version, by=plan.doctor, at=at
    )
