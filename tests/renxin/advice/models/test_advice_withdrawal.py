import pytest
from django.db import IntegrityError, transaction

from renxin.advice.models import AdviceApproval, AdviceWithdrawal
from renxin.advice.refusals import WhyMissing, WithdrawnAlready
from renxin.journal.models import Entry
from tests.renxin.visits.conftest import after


def withdraw(approval, by, why="药典更新"):
    return AdviceWithdrawal.write(approval, why=why, by=by, at=after(5))


def test_withdrawn_words_hold_no_longer(approval, dongyuan, doctor_li):
    withdraw(approval, doctor_li)

    assert not AdviceApproval.objects.holding(dongyuan).exists()
    assert "药典" not in str(Entry.objects.get(fact="advice.withdrawn").particulars)


def test_it_takes_a_reason(approval, doctor_li):
    with pytest.raises(WhyMissing):
        withdraw(approval, doctor_li, why="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviceWithdrawal.objects.create(
            approval=approval, why="", by=doctor_li, at=after(5)
        )


def test_it_is_done_once(approval, doctor_li):
    withdraw(approval, doctor_li)

    with pytest.raises(WithdrawnAlready):
        withdraw(approval, doctor_li)
