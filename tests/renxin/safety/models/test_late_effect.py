import pytest

from renxin.journal.models import Entry
from renxin.safety.models import LateEffect
from renxin.safety.refusals import AskedAlready, BeforeTheVisit, NotYet, SaysNothing
from tests.renxin.safety.conftest import day_after, noon_after


def ask(visit, effect, he, days=7, **told):
    told.setdefault("at", noon_after(days))
    return LateEffect.ask(visit, effect, asked_on=day_after(days), by=he, **told)


def test_asked_and_nothing_felt_counts_too(visit, he):
    asked = ask(visit, "NONE", he)

    assert (asked.days_since, asked.effect, asked.promise) == (7, "NONE", None)


def test_what_they_still_feel_is_seen_to_by_their_doctor(visit, he, doctor_li):
    asked = ask(visit, "NUMBNESS", he, words="下唇还有点麻")

    promise = asked.promise
    assert (promise.kind, promise.owner) == ("EXPLAIN", doctor_li)
    assert promise.why == "下唇还有点麻"


def test_the_patients_own_words_stay_out_of_the_journal(visit, he):
    ask(visit, "OTHER", he, words="李阿姨说咬不动")

    told = str(list(Entry.objects.values_list("particulars", flat=True)))
    assert "李阿姨" not in told


def test_something_else_is_told_in_words(visit, he):
    with pytest.raises(SaysNothing):
        ask(visit, "OTHER", he)


def test_nobody_is_asked_before_they_came_or_tomorrow(visit, he):
    with pytest.raises(BeforeTheVisit):
        ask(visit, "NONE", he, days=-1, at=noon_after(0))
    with pytest.raises(NotYet):
        ask(visit, "NONE", he, days=1, at=noon_after(0))


def test_the_same_is_told_once_a_day(visit, he):
    ask(visit, "PAIN", he)

    with pytest.raises(AskedAlready):
        ask(visit, "PAIN", he)
