from datetime import timedelta

import pytest

from renxin.journal import book
from renxin.journal.models import Entry
from renxin.promises import lateness, owed, policy
from renxin.promises.facts import PromiseBroken
from renxin.promises.kinds import Kind
from renxin.promises.models import Ending, Escalation, Promise
from renxin.promises.models.ending import How
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.renxin.promises.made import TWO, promised

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def call(dongyuan, wang_fang, greeter_lin) -> Promise:
    return promised(wang_fang, dongyuan, by=greeter_lin)


def facts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("fact", flat=True))


def test_an_empty_day_is_no_trouble(db):
    assert lateness.tell_upward(at=NOON) == 0
    assert lateness.break_forgotten(at=NOON) == 0


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_has_its_rule_and_nothing_is_broken_before_it_is_told(kind):
    rule = policy.lateness(kind)

    assert rule.upward
    assert all(step.to_role in Role.values for step in rule.upward)
    if rule.broken_after:
        assert rule.broken_after > rule.upward[0].after


def test_a_promise_that_is_only_just_late_is_told_to_nobody(call):
    lateness.tell_upward(at=TWO + 59 * MINUTE)

    assert not Escalation.objects.exists()


def test_a_promise_an_hour_late_is_told_to_the_manager_once(call, manager_gu):
    lateness.tell_upward(at=TWO + HOUR)
    lateness.tell_upward(at=TWO + HOUR + MINUTE)

    told = Escalation.objects.get()
    assert (told.to_role, told.level) == (Role.MANAGER, 1)
    assert facts() == ["promises.made", "promises.escalated"]
    assert call in Promise.objects.told_upward_to(manager_gu)


def test_a_promise_still_late_is_told_again_a_level_up(call):
    lateness.tell_upward(at=TWO + HOUR)
    lateness.tell_upward(at=TWO + 9 * HOUR)

    levels = Escalation.objects.order_by("level").values_list("level", flat=True)
    assert list(levels) == [1, 2]


def test_a_promise_that_was_kept_late_is_not_told(call, greeter_lin):
    call.keep(by=greeter_lin, at=TWO + 30 * MINUTE)

    assert lateness.tell_upward(at=TWO + 2 * HOUR) == 0


def test_past_its_grace_a_forgotten_promise_is_broken_by_nobody(call):
    lateness.tell_upward(at=TWO + HOUR)

    broken = lateness.break_forgotten(at=TWO + 25 * HOUR)

    ending = Ending.objects.get()
    assert (broken, ending.how, ending.by) == (1, How.BROKEN, None)
    assert ending.told() == "Nobody kept it in time"
    assert Promise.objects.get().ended_at == ending.at
    assert facts()[-1] == "promises.broken"
    assert lateness.break_forgotten(at=TWO + 26 * HOUR) == 0


def test_who_was_left_to_walk_alone_has_walked_alone_by_the_evening(
    dongyuan, wang_fang, greeter_lin
):
    promised(wang_fang, dongyuan, by=greeter_lin, kind="ACCOMPANY")
    lateness.tell_upward(at=TWO + HOUR)

    assert lateness.break_forgotten(at=TWO + 9 * HOUR + 59 * MINUTE) == 0
    assert lateness.break_forgotten(at=TWO + 10 * HOUR) == 1


def test_the_day_that_is_over_is_the_clinics_own(dongyuan, wang_fang, greeter_lin):
    dongyuan.zone = "America/Sao_Paulo"  # eleven hours behind Shanghai
    dongyuan.save()
    promised(wang_fang, dongyuan, by=greeter_lin, kind="ACCOMPANY")
    lateness.tell_upward(at=TWO + HOUR)

    assert lateness.break_forgotten(at=TWO + 12 * HOUR) == 0
    assert lateness.break_forgotten(at=TWO + 21 * HOUR) == 1


def test_a_clock_that_jumps_ahead_and_back_breaks_nothing(call):
    ahead = TWO + 30 * HOUR

    lateness.tell_upward(at=ahead)
    lateness.break_forgotten(at=ahead)
    lateness.tell_upward(at=TWO)
    lateness.break_forgotten(at=TWO)

    assert not Ending.objects.exists()
    assert Escalation.objects.count() == 2


def test_a_clock_that_jumps_back_tells_nobody_twice(call):
    for minutes in (60, 0, 61, 30, 62):
        lateness.tell_upward(at=TWO + minutes * MINUTE)

    assert Escalation.objects.count() == 1


def test_a_run_that_is_killed_half_way_is_finished_by_the_next(
    dongyuan, wang_fang, greeter_lin, monkeypatch
):
    for _time in range(5):
        promised(wang_fang, dongyuan, by=greeter_lin)
    monkeypatch.setattr(lateness, "AT_ONCE", 2)
    done = []

    def dies(facts):
        done.append(len(facts))
        if len(done) == 2:
            raise KeyboardInterrupt
        return whole(facts)

    whole = book.record_all
    monkeypatch.setattr(lateness.book, "record_all", dies)
    with pytest.raises(KeyboardInterrupt):
        lateness.tell_upward(at=TWO + HOUR)

    assert Escalation.objects.count() == 2
    lateness.tell_upward(at=TWO + HOUR)
    assert Escalation.objects.count() == 5
    assert facts().count("promises.escalated") == 5


def test_what_the_house_does_about_a_broken_promise_happens_for_each(call, monkeypatch):
    heard = []
    monkeypatch.setitem(book.reactions, PromiseBroken, [heard.append])
    lateness.tell_upward(at=TWO + HOUR)

    lateness.break_forgotten(at=TWO + 25 * HOUR)

    assert [fact.promise_id for fact in heard] == [call.pk]


def test_the_number_on_the_rail_counts_ones_own_late_promises(
    call, greeter_lin, doctor_li
):
    assert owed.late_count(greeter_lin, at=TWO) == 0
    assert owed.late_count(greeter_lin, at=TWO + MINUTE) == 1
    assert owed.late_count(doctor_li, at=TWO + MINUTE) == 0
