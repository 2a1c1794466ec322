import pytest
from django.db import IntegrityError, transaction

from renxin.journal.models import Entry
from renxin.visits.charge_refusals import (
    BelowNothing,
    ChargedElsewhere,
    NoReasonGiven,
    NoSuchMoney,
)
from renxin.visits.charging import Item
from renxin.visits.models import Charge, HandCharge, Refund
from tests.renxin.visits.conftest import NINE

CLEANING = {"name": "洁治", "kind": "PROCEDURE", "payer": "自费"}


def write(visit, by, amount_fen=18_000):
    item = Item(amount_fen=amount_fen, **CLEANING)
    return HandCharge.write(visit, item, by=by, at=NINE)


def give_back(written, by, amount_fen, reason="未做完"):
    return written.refund(amount_fen, reason=reason, by=by, at=NINE)


@pytest.fixture
def written(visit, greeter_lin):
    return write(visit, greeter_lin)


@pytest.fixture
def imported(visit):
    return Charge.objects.create(
        patient=visit.patient,
        clinic=visit.clinic,
        visit=visit,
        day=visit.day,
        amount_fen=5_000,
    )


def refunded(written):
    return Charge.objects.get(pk=written.pk).refunded_fen


def test_it_counts_like_any_other_charge(written, visit, greeter_lin):
    charge = Charge.objects.get()

    assert (charge.patient, charge.visit, charge.day) == (
        visit.patient,
        visit,
        visit.day,
    )
    assert (charge.service_name, charge.amount_fen) == ("洁治", 18_000)
    assert (written.payer, written.by) == ("自费", greeter_lin)


def test_what_was_typed_stays_out_of_the_journal_that_forgets_nothing(written):
    told = Entry.objects.get(fact="visits.charged")

    assert told.told().telling() == "¥180"
    assert "洁治" not in str(told.particulars)


def test_nothing_may_be_charged_for_and_less_than_nothing_not(visit, greeter_lin):
    assert write(visit, greeter_lin, 0).charge.amount_fen == 0

    with pytest.raises(BelowNothing):
        write(visit, greeter_lin, -1)


def test_parts_are_given_back_until_all_is(written, manager_gu):
    give_back(written, manager_gu, 8_000)
    give_back(written, manager_gu, 10_000)

    assert refunded(written) == 18_000
    assert Refund.objects.count() == 2
    assert Entry.objects.filter(fact="visits.given_back").count() == 2


def test_no_more_is_given_back_than_was_paid(written, manager_gu):
    give_back(written, manager_gu, 18_000)

    with pytest.raises(NoSuchMoney):
        give_back(written, manager_gu, 1)
    assert refunded(written) == 18_000


@pytest.mark.parametrize("amount_fen", [0, -100])
def test_nothing_is_no_refund(written, manager_gu, amount_fen):
    with pytest.raises(NoSuchMoney):
        give_back(written, manager_gu, amount_fen)


def test_a_refund_has_a_reason(written, manager_gu):
    with pytest.raises(NoReasonGiven):
        give_back(written, manager_gu, 100, reason=" ")


def test_what_was_imported_is_refunded_where_it_was_charged(imported):
    with pytest.raises(ChargedElsewhere, match="billing system"):
        HandCharge.of(imported)


def test_the_database_holds_it_all(written, visit, imported, manager_gu):
    told = {"reason": "x", "by": manager_gu, "at": NINE}
    imported.amount_fen = -5_000
    imported.save()
    wrong = (
        lambda: Refund.objects.create(charge=written, amount_fen=18_001, **told),
        lambda: Refund.objects.create(charge=written, amount_fen=-1, **told),
        lambda: HandCharge.objects.create(
            charge=imported, payer="自费", by=manager_gu, at=NINE
        ),
    )
    for write_it in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write_it()
