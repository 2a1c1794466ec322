import pytest
from django.db import ProgrammingError, transaction

from renxin.journal.models import Entry
from renxin.patients.signing import NeedsAGuardian, NeedsAName, NotSigned, Signer
from renxin.visits.duties import doing
from renxin.visits.duties.doing import Proof
from renxin.visits.duties.missing import missing_of
from renxin.visits.kinds import Stage, WhyWaived
from renxin.visits.models import Duty, DutyDone, DutyWaived, SignedConsent
from renxin.visits.refusals import (
    HandedOver,
    NotOwedHere,
    NotSaidBack,
    NotYours,
    ReasonMissing,
    WhyNotDone,
)
from tests.renxin.visits.conftest import after
from tests.renxin.visits.owed import DRAWN, at_greeting, duty, owed, signature


@pytest.fixture
def here(visit):
    at_greeting("greeted", "told", "signed")
    return visit.stage_entries.current().get()


@pytest.fixture
def do(here, greeter_lin):
    def done(code, **proof):
        return doing.do(here, duty(code), Proof(**proof), by=greeter_lin, at=after(1))

    return done


@pytest.fixture
def waive(here, greeter_lin):
    def left_out(*codes, **why):
        found = [duty(code) for code in codes]
        return doing.waive(here, found, **why, by=greeter_lin, at=after(1))

    return left_out


def test_a_duty_is_done_by_somebody_at_some_time(do, greeter_lin):
    done = do("greeted")

    assert (done.by, done.at) == (greeter_lin, after(1))
    told = Entry.objects.get(fact="visits.duty_done")
    assert told.particulars["code"] == "greeted"


def test_pressed_twice_it_was_done_once(do):
    assert do("greeted") == do("greeted")

    assert DutyDone.objects.count() == 1


def test_what_must_be_explained_is_done_when_the_patient_says_it_back(do):
    with pytest.raises(NotSaidBack):
        do("told", understood="  ")

    assert do("told", understood="先拍片，看牙根").understood == "先拍片，看牙根"


def test_consent_is_kept_with_what_was_read_and_its_hash(do):
    signed = do("signed", signature=signature()).signed

    assert (signed.text, signed.strokes) == ("Be signed", DRAWN)
    assert (signed.signer, signed.signer_name) == (Signer.PATIENT, "王芳")
    assert len(signed.digest) == 64


@pytest.mark.parametrize(
    ("drawn", "refusal"),
    [
        (None, NotSigned),
        (signature(strokes=""), NotSigned),
        (signature(strokes="M1 1L2 2"), NotSigned),
        (signature(strokes="<svg onload=alert(1)>"), NotSigned),
        (signature(name=" "), NeedsAName),
    ],
)
def test_an_empty_signature_is_none(do, drawn, refusal):
    with pytest.raises(refusal):
        do("signed", signature=drawn)

    assert not DutyDone.objects.exists()


def test_a_guardian_signs_for_a_child(greet, xiaodou, greeter_lin):
    at_greeting("signed")
    here = greet(xiaodou).stage_entries.get()
    told = {"by": greeter_lin, "at": after(1)}

    with pytest.raises(NeedsAGuardian):
        doing.do(here, duty("signed"), Proof(signature=signature()), **told)
    mother = signature(signer=Signer.GUARDIAN)
    doing.do(here, duty("signed"), Proof(signature=mother), **told)

    assert SignedConsent.objects.get().signer == Signer.GUARDIAN


def test_a_duty_of_another_station_is_not_done_here(here, greeter_lin):
    owed(Stage.TREATMENT, "washed")

    with pytest.raises(NotOwedHere):
        doing.do(here, duty("washed"), by=greeter_lin, at=after(1))
    with pytest.raises(NotOwedHere):
        doing.waive(here, [duty("washed")], why="DECLINED", by=greeter_lin, at=after(1))


def test_nothing_is_done_at_a_station_they_have_left(greet, xiaodou, stations, he):
    visit = greet(xiaodou)
    at_greeting("greeted", valid_from=after(-60))
    left = visit.stage_entries.get()
    doing.waive(left, [duty("greeted")], why="WORSE", by=he, at=after(1))
    visit.send_on(stations[Stage.TREATMENT], by=he, at=after(2))

    with pytest.raises(HandedOver):
        doing.do(left, duty("greeted"), by=he, at=after(3))


def test_a_duty_is_left_out_only_with_a_reason(waive):
    with pytest.raises(WhyNotDone):
        waive("greeted", why="")
    with pytest.raises(ReasonMissing):
        waive("greeted", why=WhyWaived.OTHER, note=" ")

    assert not DutyWaived.objects.exists()


def test_several_are_left_out_for_one_reason_and_told_one_by_one(waive):
    waive("greeted", "told", why=WhyWaived.OTHER, note="停电")

    assert [one.note for one in DutyWaived.objects.all()] == ["停电", "停电"]
    told = Entry.objects.filter(fact="visits.duty_waived").order_by("pk")
    assert [one.told().telling() for one in told] == [
        "Be greeted·Another reason",
        "Be told·Another reason",
    ]


def test_what_was_done_is_not_left_out_afterwards(do, waive):
    do("greeted")

    assert waive("greeted", why=WhyWaived.NOT_THEIRS) == []


def test_what_was_left_out_may_still_be_done(do, waive):
    waive("greeted", why=WhyWaived.WORSE)

    assert do("greeted")


def test_what_was_done_and_signed_is_not_changed_any_more(do):
    signed = do("signed", signature=signature()).signed

    with pytest.raises(ProgrammingError), transaction.atomic():
        signed.delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        DutyDone.objects.update(understood="别的")


def test_ticked_by_mistake_it_is_owed_again_and_what_was_said_stays(
    do, here, greeter_lin
):
    first = do("told", understood="先拍片")

    doing.take_back(here, duty("told"), by=greeter_lin, at=after(2))
    doing.take_back(here, duty("told"), by=greeter_lin, at=after(2))

    assert duty("told") in Duty.objects.missing_at(here)
    assert missing_of([here])[here.pk] == 3
    again = do("told", understood="先拍片，再看牙根")
    assert duty("told") not in Duty.objects.missing_at(here)
    assert (first.taken_back.by, again.nth) == (greeter_lin, 2)
    assert Entry.objects.filter(fact="visits.duty_taken_back").count() == 1


def test_nothing_is_taken_back_where_they_have_gone_on(
    do, waive, here, stations, greeter_lin
):
    do("greeted")
    waive("told", "signed", why=WhyWaived.WORSE)
    here.visit.send_on(stations[Stage.CONSULTATION], by=greeter_lin, at=after(3))

    with pytest.raises(HandedOver):
        doing.take_back(here, duty("greeted"), by=greeter_lin, at=after(4))


def test_nobody_signs_with_those_whose_duty_it_is_not(do, here, he):
    told = {"by": he, "at": after(1)}
    with pytest.raises(NotYours, match="Front desk"):
        doing.do(here, duty("signed"), Proof(signature=signature()), **told)
    with pytest.raises(NotYours):
        doing.waive(here, [duty("signed")], why=WhyWaived.WORSE, **told)

    assert not DutyDone.objects.exists()
    assert doing.do(here, duty("greeted"), **told).by == he
