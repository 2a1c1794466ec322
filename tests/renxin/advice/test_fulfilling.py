import pytest

from renxin.advice.models import AdviceTakenBack
from renxin.visits.duties import doing
from renxin.visits.kinds import Stage
from renxin.visits.leaving.overnight import close_left_open
from renxin.visits.models import Duty, DutyDone
from tests.renxin.advice.conftest import SAID_BACK
from tests.renxin.visits.conftest import after


@pytest.fixture
def at_the_pharmacy(visit, stations, duties, doctor_li):
    """Greeted before the lists came out, then sent straight to the pharmacy."""
    visit.stage_entries.update(left_at=after(5))
    return visit.stage_entries.create(
        station=stations[Stage.PHARMACY],
        stage=Stage.PHARMACY,
        entered_at=after(5),
        sent_by=doctor_li,
    )


def done_at(entry):
    return set(
        DutyDone.objects.filter(entry=entry).values_list("duty__code", flat=True)
    )


def done_of(entry):
    standing = DutyDone.objects.standing().filter(entry=entry)
    return set(standing.values_list("duty__code", flat=True))


def test_advice_on_a_medicine_does_the_duty_of_explaining_it(
    at_the_pharmacy, give, pharmacist_mei
):
    give()

    done = DutyDone.objects.get(entry=at_the_pharmacy)
    assert done.duty.code == "medicine-explained"
    assert (done.understood, done.by) == (SAID_BACK, pharmacist_mei)


def test_advice_on_food_does_the_other(at_the_pharmacy, give, approve):
    give()
    give(words=approve("no-alcohol"))

    assert done_at(at_the_pharmacy) == {"medicine-explained", "diet-explained"}
    assert not Duty.objects.missing_at(at_the_pharmacy).exists()


def test_care_at_home_is_owed_elsewhere(at_the_pharmacy, give, approve):
    give(words=approve("extraction"))

    assert done_at(at_the_pharmacy) == set()


def test_what_was_done_before_stays_theirs(at_the_pharmacy, give, approve):
    give()
    give(words=approve("painkiller"), understood="疼的时候吃")

    assert DutyDone.objects.get(entry=at_the_pharmacy).understood == SAID_BACK


def test_what_wrong_advice_had_done_is_owed_again(
    at_the_pharmacy, give, pharmacist_mei
):
    given = give()

    AdviceTakenBack.write(given, why="抄错一行", by=pharmacist_mei, at=after(25))

    owed = Duty.objects.missing_at(at_the_pharmacy)
    assert "medicine-explained" in owed.values_list("code", flat=True)


def test_what_other_advice_of_its_kind_did_here_stays_done(
    at_the_pharmacy, give, approve, pharmacist_mei
):
    first = give()
    second = give(words=approve("painkiller"), minutes=22)

    AdviceTakenBack.write(first, why="抄错一行", by=pharmacist_mei, at=after(25))
    assert done_of(at_the_pharmacy) == {"medicine-explained"}

    AdviceTakenBack.write(second, why="抄错一行", by=pharmacist_mei, at=after(26))
    assert done_of(at_the_pharmacy) == set()


def test_what_was_left_out_stays_left_out(at_the_pharmacy, give, pharmacist_mei):
    owed = Duty.objects.filter(code="medicine-explained")
    doing.waive(
        at_the_pharmacy, owed, why="NOT_THEIRS", by=pharmacist_mei, at=after(10)
    )

    give()

    assert done_at(at_the_pharmacy) == set()


def test_whoever_has_left_may_still_be_given_it(visit, give):
    close_left_open(at=after(24 * 60))

    assert give().pk
    assert not DutyDone.objects.exists()
