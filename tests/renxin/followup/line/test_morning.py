from datetime import timedelta

import pytest

from renxin.followup.line import morning
from renxin.followup.line.mending import explain, promise_a_call
from renxin.followup.models import LineAlarm, LineBreak, LineCount, LineReason
from renxin.followup.refusals import MendedAlready, WhyMissing
from renxin.journal.models import Entry
from renxin.promises.models import Promise
from renxin.promises.refusals import NotToBeContacted
from renxin.visits.kinds import WhyNothing
from tests.cast import NOON
from tests.renxin.promises.made import promised

DAY = timedelta(days=1)


@pytest.fixture
def line_break(came, wang_fang):
    came(wang_fang)
    morning.count_the_line(at=NOON)
    return LineBreak.objects.get()


def test_each_morning_is_counted_once(line_break, dongyuan):
    again = morning.count_the_line(at=NOON + timedelta(minutes=15))

    assert again == []
    count = LineCount.objects.get()
    assert (count.clinic, count.broken, count.whole) == (dongyuan, 1, 1)
    assert Entry.objects.filter(fact="followup.line_counted").count() == 1


def test_before_the_morning_nothing_is_counted(came, wang_fang):
    came(wang_fang)

    assert morning.count_the_line(at=NOON - timedelta(hours=7)) == []


def test_one_alarm_rings_for_the_clinic_and_not_one_a_patient(
    line_break, came, xiaodou
):
    came(xiaodou)

    morning.count_the_line(at=NOON + DAY)

    alarm = LineAlarm.objects.get()
    assert (alarm.broken, alarm.owner_role) == (1, "CARE")


def test_heard_and_still_broken_it_rings_again_the_next_day(line_break, carer):
    LineAlarm.objects.get().hear(by=carer, at=NOON)

    morning.count_the_line(at=NOON + DAY)

    assert LineAlarm.objects.open().get().day == (NOON + DAY).date()


def test_a_break_keeps_its_day_from_morning_to_morning(line_break):
    morning.count_the_line(at=NOON + DAY)

    assert LineBreak.objects.get() == line_break


def test_whole_again_the_break_has_ended_and_the_alarm_is_heard(
    line_break, wang_fang, dongyuan, greeter_lin
):
    promised(wang_fang, dongyuan, by=greeter_lin, due_at=NOON + 9 * DAY)

    morning.count_the_line(at=NOON + DAY)

    line_break.refresh_from_db()
    assert line_break.ended_at == NOON + DAY
    assert not LineAlarm.objects.open().exists()


def test_a_call_mends_it(line_break, carer, wang_fang):
    promise_a_call(line_break, by=carer, at=NOON)

    call = Promise.objects.get()
    assert (call.patient, call.kind, call.owner_role) == (wang_fang, "CALL", "CARE")
    assert call.due_at > NOON
    assert not LineBreak.objects.open().exists()


def test_whoever_asked_not_to_be_called_is_not_called(
    line_break, carer, wang_fang, dongyuan
):
    promised(wang_fang, dongyuan, by=carer).stop_calls(by=carer, at=NOON)

    with pytest.raises(NotToBeContacted):
        promise_a_call(line_break, by=carer, at=NOON)

    assert LineBreak.objects.open().exists()


def test_a_reason_mends_it_until_they_come_again(line_break, carer, came, wang_fang):
    explain(line_break, WhyNothing.MOVED, by=carer, at=NOON)

    assert morning.count_the_line(at=NOON + DAY)[0].explained == 1
    came(wang_fang, at=NOON + DAY)
    assert morning.count_the_line(at=NOON + 2 * DAY)[0].broken == 1


def test_another_reason_is_told_in_words(line_break, carer):
    with pytest.raises(WhyMissing):
        explain(line_break, WhyNothing.OTHER, note=" ", by=carer, at=NOON)

    assert not LineReason.objects.exists()


def test_it_is_mended_once(line_break, carer):
    explain(line_break, WhyNothing.FINISHED, by=carer, at=NOON)

    with pytest.raises(MendedAlready):
        promise_a_call(line_break, by=carer, at=NOON)
