from datetime import timedelta

import pytest

from renxin.journal import book
from renxin.patients.facts import ConcernNoted, Registered
from renxin.patients.timeline import PAGE, newest, stretch
from renxin.visits.line import turns
from renxin.visits.models import Visit
from renxin.visits.terms import Coming
from tests.cast import NOON


def told(patient, at=NOON, number="1"):
    book.record(Registered(patient_id=patient.pk, at=at, by_id=None, number=number))


def test_the_newest_comes_first_and_says_who(wang_fang, greeter_lin):
    told(wang_fang)
    book.record(
        ConcernNoted(
            patient_id=wang_fang.pk,
            at=NOON + timedelta(hours=1),
            by_id=greeter_lin.pk,
            kind="FEAR",
            level=7,
        )
    )

    lines = stretch([wang_fang.pk]).lines

    assert [line.title for line in lines] == ["Concern noted", "Registered"]
    assert lines[0].who == "林溪"
    assert lines[0].telling == "Fear 7 / 10"


def test_the_line_runs_through_all_records_of_a_person(wang_fang, xiaodou):
    told(wang_fang)
    told(xiaodou)

    assert len(stretch([wang_fang.pk, xiaodou.pk]).lines) == 2


def test_a_filter_shows_its_own_part(wang_fang):
    told(wang_fang)

    assert stretch([wang_fang.pk], chosen="visits").lines == []
    assert len(stretch([wang_fang.pk], chosen="all").lines) == 1
    assert stretch([wang_fang.pk], chosen="nonsense").chosen == "all"


def test_the_steps_of_a_visit_stand_among_the_visits_alone(
    wang_fang, dongyuan, greeter_lin
):
    visit = Visit.begin(wang_fang, dongyuan, Coming(), by=greeter_lin, at=NOON)
    turns.take_up(visit.stage_entries.get(), by=greeter_lin, at=NOON)

    everything = stretch([wang_fang.pk]).lines
    of_visits = stretch([wang_fang.pk], chosen="visits").lines

    assert [line.title for line in everything] == ["Visit begun"]
    assert [line.title for line in of_visits] == ["Looked after", "Visit begun"]


def test_pages_follow_each_other_without_gap_or_overlap(wang_fang):
    for number in range(PAGE + 5):
        told(wang_fang, at=NOON + timedelta(seconds=number // 3), number=str(number))

    first = stretch([wang_fang.pk])
    second = stretch([wang_fang.pk], before=first.before)

    numbers = [line.telling for line in first.lines + second.lines]
    assert len(first.lines) == PAGE
    assert len(numbers) == len(set(numbers)) == PAGE + 5
    assert second.before == ""


@pytest.mark.parametrize(
    "mark", ["x", "2026-03-02", "2026-99-99T00:00:00Z_1", "2026-03-02T00:00:00Z_x"]
)
def test_a_mark_nobody_can_read_means_from_the_newest(wang_fang, mark):
    told(wang_fang)

    assert len(stretch([wang_fang.pk], before=mark).lines) == 1


def test_a_stretch_is_one_query(wang_fang, django_assert_max_num_queries):
    for _ in range(5):
        told(wang_fang)

    with django_assert_max_num_queries(1):
        stretch([wang_fang.pk])


def test_a_page_that_asks_again_keeps_what_it_showed_and_shows_what_is_new(wang_fang):
    for number in range(PAGE + 5):
        told(wang_fang, at=NOON + timedelta(minutes=number), number=str(number))
    shown = stretch([wang_fang.pk])

    told(wang_fang, at=NOON + timedelta(days=1), number="new")
    again = newest([wang_fang.pk], chosen="all", down_to=shown.before)

    assert again.lines[0].telling == stretch([wang_fang.pk]).lines[0].telling
    assert again.lines[1:] == shown.lines
    assert again.before == shown.before
