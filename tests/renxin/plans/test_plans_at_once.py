"""Two hands on one plan, or on one line of the price list, in the same moment."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections

from renxin.booking.models import Appointment, Service
from renxin.booking.terms import Place
from renxin.desk.refusal import Refusal
from renxin.plans import promised, sittings
from renxin.plans.models import Acceptance, Plan, PriceItem
from renxin.promises.models import Promise
from tests.cast import NOON, TODAY
from tests.renxin.booking.conftest import at_work, clock
from tests.renxin.plans.written import CROWN, LATER, line, published, signed

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 4


def at_once(act):
    """The same done by several, each told “done” or the name of what refused it."""
    gate = threading.Barrier(HANDS)

    def one(number):
        gate.wait()
        try:
            act(number)
        except Refusal as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(one, range(HANDS)))


def test_signed_by_several_hands_it_is_signed_once(presented):
    def sign(_number):
        signed(Plan.objects.get(pk=presented.pk))

    told = at_once(sign)

    assert told["done"] == 1
    assert told.keys() <= {"done", "AnsweredAlready", "ChangedSince"}
    assert Acceptance.objects.count() == 1
    assert Promise.objects.count() == 1


def test_sittings_called_off_at_once_are_owed_once(presented, doctor_li):
    signed(presented)
    Promise.objects.get().break_(reason="忘了", by=doctor_li, at=LATER)

    def owe(_number):
        plan = Plan.objects.select_related("patient", "clinic").get(pk=presented.pk)
        promised.owe_a_booking(plan, by=doctor_li, at=LATER)

    told = at_once(owe)

    assert told == {"done": HANDS}
    assert Promise.objects.open().count() == 1


def test_of_edits_at_once_none_is_lost_in_silence(plan):
    """Whoever wrote on a plan that had changed meanwhile hears of it."""
    seen, before = plan.version, plan.items.count()

    def write(number):
        mine = Plan.objects.get(pk=plan.pk)
        told = {"expected": seen, "by": mine.doctor, "at": LATER}
        mine.add(line(f"嵌体 {number}"), **told)

    told = at_once(write)

    assert told == {"done": 1, "Stale": HANDS - 1}
    assert plan.items.count() == before + 1


def test_the_last_sitting_is_booked_once(presented, doctor_li, dongyuan):
    at_work(doctor_li, dongyuan, 3)
    signed(presented)
    service = Service.objects.create(code="crown", name="戴冠", minutes=40)

    def book(number):
        starts_at = clock(9 + number)
        place = Place(
            clinic=dongyuan, starts_at=starts_at, minutes=40, doctor=doctor_li
        )
        plan = Plan.objects.get(pk=presented.pk)
        told = {"by": doctor_li, "at": LATER}
        sittings.book(plan, plan.items.get(), [place], service, **told)

    told = at_once(book)

    assert told == {"done": 1, "AllBooked": HANDS - 1}
    assert Appointment.objects.count() == 1


def test_of_prices_set_at_once_one_stands(dongyuan, manager_gu):
    def publish(number):
        published(dongyuan, manager_gu, replace(CROWN, price_fen=100 + number))

    told = at_once(publish)

    assert told["done"] >= 1
    assert told.keys() <= {"done", "PricedMeanwhile"}
    standing = PriceItem.objects.at(dongyuan).on(TODAY)
    assert standing.count() == 1
    assert standing.get().set_at == NOON
