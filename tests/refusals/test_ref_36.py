"""REF-36: no figure without its whole, no gain without a hold-out, no small cell."""

import pytest

from pulse.effects.told import Known
from renxin.exchange.kinds import Kind
from renxin.protocols.models import Assignment, Trial
from renxin.scorecard import effects, pieces
from renxin.scorecard.counting import Count
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.tiles import is_small
from renxin.staff.roles import Role
from tests.cast import NOON
from tests.refusals import ways
from tests.refusals.ways import insert, refused, sql
from tests.renxin.protocols.protocols import on, text
from tests.renxin.scorecard.views.test_effects import FEW, told

ALONE = told(
    "甲试",
    str(Known.ALONE),
    held_out={"patients": 0, "returned": 0},
    difference=None,
    with_last_year=None,
    sample_ratio=None,
    sentence={"zh": "还不知道。", "en": "Not known: nobody was held out."},
)


@pytest.fixture
def figures(desk, dongyuan, wang_fang, settings, tmp_path, monkeypatch):
    """What the page of effects shows, once `pulse` has told these trials."""
    settings.LAKE = tmp_path / "lake"

    def shown(*trials):
        refresh(at=NOON)
        monkeypatch.setattr(pieces, "effects_of", lambda *_asked: trials)
        answer = desk(Role.MANAGER).get("/figures/effects/", {"to": "2026-02"})
        return str(answer.content.decode())

    return shown


@pytest.fixture
def trial(doctor_li, manager_gu):
    run = on(text(trial="trial: {hold_out: 20, strata: [clinic]}\n"), doctor_li)
    return Trial.begin(run.version, why="no harm", by=manager_gu, at=NOON)


def test_on_a_page_no_gain_without_a_hold_out_and_no_small_cell(figures):
    page = figures(FEW, ALONE)

    assert "3 / 7" not in page
    assert "Not yet known." in page
    assert "Not known: nobody was held out." in page
    assert "+10.0" not in page


def test_by_machine_what_nobody_was_held_out_of_has_no_effect():
    (row,) = effects.read([ALONE])

    assert (row.mean, row.any_day, row.is_known) == (None, None, False)


@pytest.mark.parametrize(
    ("part", "whole", "small"),
    [(3, 7, True), (3, 100, True), (97, 100, True), (0, 100, False), (40, 100, False)],
)
def test_by_machine_a_share_of_a_few_is_told_to_nobody(part, whole, small):
    assert is_small(Count(part, whole, part / whole)) is small


def test_from_a_file_no_figure_comes_in_only_what_happened():
    assert not {"scorecard", "protocols"} & ways.reaches()
    assert set(Kind) == {
        "patients", "visits", "appointments", "charges", "complaints", "answers",
        "losses", "introductions",
    }  # fmt: skip


@pytest.mark.parametrize(
    "tried",
    [
        "UPDATE protocols_assignment SET arm = 'HELD_OUT'",
        "DELETE FROM protocols_assignment",
    ],
)
def test_in_the_database_nobody_changes_sides_afterwards(trial, wang_fang, tried):
    told = {"trial": trial, "patient": wang_fang, "arm": "TREATED", "at": NOON}
    Assignment.objects.create(stratum="", place=0, **told)

    with refused("Cannot"):
        sql(tried)


def test_in_the_database_nobody_is_drawn_twice(trial, wang_fang):
    told = {"trial_id": trial.pk, "patient_id": wang_fang.pk, "stratum": "", "at": NOON}
    insert("protocols_assignment", arm="TREATED", place=0, **told)

    with refused("assigned_once_in_a_trial"):
        insert("protocols_assignment", arm="HELD_OUT", place=1, **told)
