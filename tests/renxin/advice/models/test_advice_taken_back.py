import pytest

from renxin.advice.models import AdviceGiven, AdviceTakenBack
from renxin.advice.refusals import TakenBackAlready, WhyMissing
from renxin.journal.models import Entry
from tests.renxin.visits.conftest import after


def take_back(given, by, why="抄错一行"):
    return AdviceTakenBack.write(given, why=why, by=by, at=after(30))


def test_what_is_taken_back_stands_no_longer_and_stays_on_record(give, pharmacist_mei):
    given = give()

    take_back(given, pharmacist_mei)

    assert not AdviceGiven.objects.standing().exists()
    assert AdviceGiven.objects.get().shown == given.shown
    assert "抄错" not in str(Entry.objects.get(fact="advice.taken_back").particulars)


def test_it_takes_a_reason_and_is_done_once(give, pharmacist_mei):
    given = give()

    with pytest.raises(WhyMissing):
        take_back(given, pharmacist_mei, why="")
    take_back(given, pharmacist_mei)
    with pytest.raises(TakenBackAlready):
        take_back(given, pharmacist_mei)
