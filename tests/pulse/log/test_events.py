from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pulse import Unreadable
from pulse.log import entries

HEAD = "case_id,activity,lifecycle,timestamp,resource"


@pytest.fixture
def read(tmp_path):
    """A log given as its lines, read."""

    def read_it(*lines, zone="Asia/Shanghai", head=HEAD, encoding="utf-8", **asked):
        path = tmp_path / "log.csv"
        path.write_text("\n".join([head, *lines]), encoding=encoding)
        return entries(path, tmp_path, zone=ZoneInfo(zone), asked=asked)

    return read_it


def clock(hour, minute=0):
    return datetime(2025, 3, 1, hour, minute)  # noqa: DTZ001  the clinic's own clock


def test_a_start_and_its_completion_are_one_step(read):
    log = read(
        "甲,接待,start,2025-03-01T09:00,r1",
        "甲,接待,complete,2025-03-01T09:05,r1",
    )

    (step,) = log.entries
    assert (step.visit_id, step.stage, step.by) == ("甲", "接待", "r1")
    assert (step.entered_at, step.left_at) == (clock(9), clock(9, 5))
    assert (log.rows, log.refused, log.cases) == (2, 0, 1)


def test_a_step_done_twice_is_two_steps_in_their_order(read):
    log = read(
        "甲,拍片,complete,2025-03-01T10:05,",
        "甲,拍片,start,2025-03-01T10:00,",
        "甲,拍片,start,2025-03-01T09:00,",
        "甲,拍片,complete,2025-03-01T09:05,",
    )

    assert [one.left_at for one in log.entries] == [clock(9, 5), clock(10, 5)]


def test_a_step_that_never_ended_stays_without_an_end(read):
    log = read(
        "甲,拍片,start,2025-03-01T09:00,",
        "甲,拍片,start,2025-03-01T10:00,",
        "甲,拍片,complete,2025-03-01T10:05,",
    )

    assert [one.left_at for one in log.entries] == [None, clock(10, 5)]
    assert log.refused == 0


def test_instances_that_overlap_are_told_apart_by_their_own_id(read):
    log = read(
        "甲,拍片,start,2025-03-01T09:00,一",
        "甲,拍片,start,2025-03-01T09:02,二",
        "甲,拍片,complete,2025-03-01T09:03,二",
        "甲,拍片,complete,2025-03-01T09:30,一",
        head="case_id,activity,lifecycle,timestamp,handling_id",
    )

    assert [one.left_at for one in log.entries] == [clock(9, 30), clock(9, 3)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",接待,start,2025-03-01T09:00,r1", "no case"),
        ("甲,,start,2025-03-01T09:00,r1", "no activity"),
        ("甲,接待,start,2025-02-30T09:00,r1", "impossible time"),
        ("甲,接待,start,,r1", "impossible time"),
        ("甲,接待,start,nan,r1", "impossible time"),
        ("甲,接待,start,9e99,r1", "impossible time"),
        ("甲,接待,paused,2025-03-01T09:00,r1", "neither a start nor a completion"),
        ("甲,接待,complete,2025-03-01T09:00,r1", "complete, and never started"),
        ("甲,接待,start", "not as many cells as the header"),
        ("甲,接待,start,2025-03-01T09:00,r1,x", "not as many cells as the header"),
    ],
)
def test_a_bad_row_is_counted_and_named_and_the_good_ones_are_kept(read, row, why):
    good = "乙,接待,start,2025-03-01T09:00,r1"

    log = read(row, good)

    assert [one.visit_id for one in log.entries] == ["乙"]
    assert (log.rows, log.why) == (2, {why: 1})


def test_a_completion_before_its_start_is_refused_and_the_start_kept(read):
    log = read(
        "甲,接待,start,2025-03-01T09:00,",
        "甲,接待,complete,2025-03-01T08:00,",
    )

    assert [one.left_at for one in log.entries] == [None]
    assert log.why == {"complete before it started": 1}


def test_an_instance_said_twice_is_one_step(read):
    head = "case_id,activity,lifecycle,timestamp,handling_id"
    row = "甲,接待,start,2025-03-01T09:00,一"

    log = read(row, row, head=head)

    assert (len(log.entries), log.why) == (1, {"said twice": 1})


@pytest.mark.parametrize(
    "written",
    ["2025-03-01T01:00Z", "1740790800", "1740790800000.0", "2025/03/01 09:00"],
)
def test_a_moment_is_told_in_the_clinics_own_clock(read, written):
    (step,) = read(f"甲,接待,start,{written},").entries

    assert step.entered_at == clock(9)


def test_a_log_without_lifecycle_says_when_each_step_began(read):
    head = "visit_id,stage,time"

    log = read("甲,接待,2025-03-01T09:00", "甲,看诊,2025-03-01T09:10", head=head)

    assert [(one.stage, one.left_at) for one in log.entries] == [
        ("接待", None),
        ("看诊", None),
    ]


def test_columns_of_other_names_are_named_by_whoever_asks(read):
    log = read(
        "甲;接待;2025-03-01 09:00",
        head="患者;环节;时间",
        encoding="gb18030",
        case="患者",
        activity="环节",
        time="时间",
    )

    assert [one.stage for one in log.entries] == ["接待"]


@pytest.mark.parametrize(
    ("head", "asked", "why"),
    [
        ("case_id,activity", {}, "No column says the time. Name it: --time COLUMN."),
        (HEAD, {"case": "患者"}, "The log has no column `患者`."),
        ("", {}, "is empty"),
    ],
)
def test_a_log_that_does_not_say_what_it_must_is_refused(read, head, asked, why):
    with pytest.raises(Unreadable, match=why):
        read(head=head, **asked)
