from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from renxin.journal.models import Entry
from renxin.promises.models import Ending, OptOut, Promise
from renxin.promises.models.endable import TAKEN_BACK_WITHIN
from renxin.promises.models.ending import How
from renxin.promises.refusals import (
    AlreadyEnded,
    NeedsAReason,
    NotEnded,
    NotToBeContacted,
    NotYoursToTakeBack,
    TooLateToTakeBack,
)
from tests.cast import NOON
from tests.renxin.promises.made import promised

SECOND = timedelta(seconds=1)


@pytest.fixture
def call(dongyuan, wang_fang, greeter_lin) -> Promise:
    return promised(wang_fang, dongyuan, by=greeter_lin)


def facts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("fact", flat=True))


def test_a_kept_promise_says_who_kept_it_and_when(call, greeter_lin):
    ending = call.keep(outcome="WELL", by=greeter_lin, at=NOON)

    assert (ending.how, ending.by, ending.at) == (How.KEPT, greeter_lin, NOON)
    assert Promise.objects.get().ended_at == NOON
    assert facts() == ["promises.made", "promises.kept"]
    assert call not in Promise.objects.open()


@pytest.mark.parametrize("verb", ["release", "break_"])
def test_only_a_kept_promise_ends_without_a_reason(verb, call, greeter_lin):
    with pytest.raises(NeedsAReason):
        getattr(call, verb)(by=greeter_lin, at=NOON, reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(promise=call, how=How.RELEASED, at=NOON)

    assert facts() == ["promises.made"]


def test_a_person_owns_up_to_a_broken_promise(call, greeter_lin):
    ending = call.break_(reason="忙忘了", by=greeter_lin, at=NOON)

    assert (ending.how, ending.told()) == (How.BROKEN, "Broken·忙忘了")
    assert Entry.objects.last().told().telling() == "给王芳回电话·忙忘了"


def test_a_promise_ends_once_and_the_second_hears_who_was_first(
    call, greeter_lin, doctor_li
):
    call.keep(outcome="WELL", by=greeter_lin, at=NOON)

    with pytest.raises(AlreadyEnded) as refused:
        Promise.objects.get().release(reason="重复", by=doctor_li, at=NOON + SECOND)

    assert str(refused.value) == "林溪 ended this at 12:00 already: Reached, all well."
    assert facts() == ["promises.made", "promises.kept"]


def test_what_has_ended_is_neither_moved_nor_handed_over(call, greeter_lin, doctor_li):
    call.keep(by=greeter_lin, at=NOON)

    with pytest.raises(AlreadyEnded):
        call.defer(to=NOON + timedelta(days=1), by=greeter_lin, at=NOON)
    with pytest.raises(AlreadyEnded):
        call.hand_over(to=doctor_li, by=greeter_lin, at=NOON)


def test_the_database_holds_that_a_promise_ends_once(call, greeter_lin):
    call.keep(by=greeter_lin, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ending.objects.create(promise=call, how=How.KEPT, at=NOON)


def test_an_ending_is_not_rewritten(call, greeter_lin):
    call.keep(by=greeter_lin, at=NOON)

    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        Ending.objects.update(at=NOON - timedelta(days=1))


def test_who_asked_not_to_be_called_is_not_promised_another_call(
    call, dongyuan, wang_fang, greeter_lin
):
    call.stop_calls(by=greeter_lin, at=NOON)

    with pytest.raises(NotToBeContacted):
        promised(wang_fang, dongyuan, by=greeter_lin)
    assert facts()[1:] == ["promises.released", "promises.asked_not_to_be_called"]
    assert promised(wang_fang, dongyuan, by=greeter_lin, kind="EXPLAIN").pk


def test_a_mistaken_key_is_taken_back_and_both_stay_in_the_journal(call, greeter_lin):
    call.stop_calls(by=greeter_lin, at=NOON)

    call.reopen(by=greeter_lin, at=NOON + 20 * SECOND)

    assert call in Promise.objects.open()
    assert not Ending.objects.exists()
    assert not OptOut.objects.exists()
    assert facts() == [
        "promises.made",
        "promises.released",
        "promises.asked_not_to_be_called",
        "promises.reopened",
    ]
    call.keep(outcome="WELL", by=greeter_lin, at=NOON + 30 * SECOND)


def test_the_row_of_an_ending_taken_back_stays_in_its_history(call, greeter_lin):
    call.keep(outcome="WELL", by=greeter_lin, at=NOON)

    call.reopen(by=greeter_lin, at=NOON)

    history = apps.get_model("promises", "EndingEvent").objects.order_by("pgh_id")
    labels = history.values_list("pgh_label", "outcome")
    assert list(labels) == [("insert", "WELL"), ("delete", "WELL")]


def test_only_its_author_takes_an_ending_back(call, greeter_lin, doctor_li):
    call.keep(by=greeter_lin, at=NOON)

    with pytest.raises(NotYoursToTakeBack):
        call.reopen(by=doctor_li, at=NOON)


def test_after_a_minute_an_ending_stands(call, greeter_lin):
    call.keep(by=greeter_lin, at=NOON)

    with pytest.raises(TooLateToTakeBack):
        call.reopen(by=greeter_lin, at=NOON + TAKEN_BACK_WITHIN + SECOND)

    assert Ending.objects.exists()


def test_an_open_promise_has_nothing_to_take_back(call, greeter_lin):
    with pytest.raises(NotEnded):
        call.reopen(by=greeter_lin, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_people_press_one_key_and_one_of_them_hears_who_was_first(
    call, greeter_lin, doctor_li
):
    together, told = Barrier(8), []

    def press(person, code):
        together.wait()
        try:
            mine = Promise.objects.get(pk=call.pk)
            with override("en"):
                mine.keep(outcome=code, by=person, at=NOON)
            told.append("kept")
        except AlreadyEnded as refused:
            told.append(str(refused))
        finally:
            connection.close()

    people = [greeter_lin, doctor_li] * 4
    hands = [Thread(target=press, args=(one, "WELL")) for one in people]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert told.count("kept") == 1
    first = Ending.objects.get().by.name
    sentence = f"{first} ended this at 12:00 already: Reached, all well."
    assert told.count(sentence) == 7
    assert facts().count("promises.kept") == 1
