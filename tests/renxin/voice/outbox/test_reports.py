from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from renxin.patients.models import ContactPoint
from renxin.promises.models import Promise
from renxin.voice.channels import Heard
from renxin.voice.hooked import Told
from renxin.voice.kinds import Found, Receipt, Why
from renxin.voice.models import BadNumber, Dispatch, Doubt, Report
from renxin.voice.outbox import numbers, reports, sending
from renxin.voice.outbox.eligible import eligible
from tests.cast import NOON
from tests.renxin.voice.conftest import written

LATER = NOON + timedelta(minutes=3)


@pytest.fixture
def sent(message, gateway):
    sending.send(message.pk, now=lambda: NOON, by=gateway)
    return message


def told(message, receipt, at=LATER, code=""):
    line = Told(receipt, str(message.out_id), code=code)
    return reports.tell("gateway", line, at=at)


def test_it_is_called_delivered_only_when_the_channel_says_so(sent):
    assert Dispatch.objects.get().receipt == Receipt.ACCEPTED

    assert told(sent, Receipt.DELIVERED)

    assert Dispatch.objects.get().receipt == Receipt.DELIVERED


def test_doubled_and_out_of_order_nothing_known_is_lost(sent):
    for receipt in (Receipt.DELIVERED, Receipt.ACCEPTED, Receipt.FAILED) * 2:
        told(sent, receipt)

    assert Dispatch.objects.get().receipt == Receipt.DELIVERED
    assert Report.objects.count() == 3


def test_the_database_lets_nobody_take_back_what_is_known(sent):
    told(sent, Receipt.DELIVERED)

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        Dispatch.objects.update(receipt=Receipt.ACCEPTED)


def test_nobody_reports_what_was_never_ours(message):
    strange = Told(Receipt.DELIVERED, "not-a-number-of-ours")

    assert not reports.tell("gateway", strange, at=NOON)
    assert not told(message, Receipt.DELIVERED)  # never handed over


def test_a_receipt_ends_the_wondering_while_it_is_still_in_hand(message, gateway):
    gateway.answers = [Heard.UNKNOWN]
    sending.send(message.pk, now=lambda: NOON, by=gateway)

    told(message, Receipt.DELIVERED)
    sending.send(message.pk, now=lambda: LATER + timedelta(hours=1), by=gateway)

    assert len(gateway.took) == 1
    assert Dispatch.objects.get().receipt == Receipt.DELIVERED


def test_a_receipt_settles_a_doubt_however_late(message, gateway):
    gateway.answers = [TimeoutError()]
    gateway.knows[str(message.out_id)] = Heard.UNKNOWN
    for hours in (0, 1, 3):
        at = NOON + timedelta(hours=hours)
        sending.send(message.pk, now=lambda: at, by=gateway)  # noqa: B023
    assert Doubt.objects.open().exists()

    told(message, Receipt.DELIVERED, at=NOON + timedelta(hours=9))

    assert Doubt.objects.get().settled.found == Found.REPORTED
    assert Dispatch.objects.get().receipt == Receipt.DELIVERED


def three_failures(patient, clinic, gateway):
    for number in range(3):
        at = NOON + timedelta(days=number)
        until = at + timedelta(hours=5)
        one = written(patient, clinic, about_id=number, not_before=at, not_after=until)
        sending.send(one.pk, now=lambda: at, by=gateway)  # noqa: B023
        told(one, Receipt.FAILED, at=at)


def test_three_failures_mark_the_number_and_the_desk_asks_for_another(
    wang_fang, dongyuan, gateway
):
    three_failures(wang_fang, dongyuan, gateway)

    assert "王芳" in Promise.objects.get().what
    fourth = written(wang_fang, dongyuan, about_id=9)
    assert eligible(fourth, NOON).why == Why.BAD_NUMBER


def test_one_that_arrives_clears_the_number(wang_fang, dongyuan, gateway):
    three_failures(wang_fang, dongyuan, gateway)
    point = ContactPoint.objects.get()

    numbers.works(point, by=None, at=NOON + timedelta(days=3))

    assert not BadNumber.objects.standing().exists()


def test_two_failures_and_one_that_arrived_are_no_bad_number(
    wang_fang, dongyuan, gateway
):
    for number, receipt in enumerate(
        (Receipt.FAILED, Receipt.DELIVERED, Receipt.FAILED)
    ):
        one = written(wang_fang, dongyuan, about_id=number)
        sending.send(one.pk, now=lambda: NOON, by=gateway)
        told(one, receipt, at=NOON + timedelta(minutes=number))

    assert not BadNumber.objects.exists()
