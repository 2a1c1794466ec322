import json

import pytest
from django.utils import translation

from renxin.followup.mining.worth import worth_of
from renxin.protocols.brought import _tellers
from renxin.protocols.models import Trial
from renxin.scorecard import brought as figures
from tests.cast import NOON
from tests.renxin.protocols.protocols import on, text

LOST = "list: visits.not_seen\n  where: {months: 18}"
SENTENCE = "Of every 100 contacted, 5.2 more came back, between 1.0 and 9.4."


@pytest.fixture
def trial(doctor_li, manager_gu):
    written = text("RX-LOST", trigger=LOST, trial="trial: {hold_out: 20}\n")
    version = on(written, doctor_li).version
    return Trial.begin(version, why="no harm in waiting", by=manager_gu, at=NOON)


@pytest.fixture
def counted(settings, tmp_path, trial):
    """The lake as the figures left it, with what they counted of this trial."""

    def count(**difference):
        folder = tmp_path / "snapshots" / "one"
        (folder / ".counted").mkdir(parents=True)
        (tmp_path / "current").symlink_to(folder)
        told = {
            "experiment": trial.experiment,
            "known": "KNOWN" if difference else "WAITING",
            "sentence": {"en": SENTENCE if difference else "Not yet.", "zh": "——"},
            "difference": difference or None,
        }
        file = folder / ".counted" / "effects_2026-02_house.json"
        file.write_text(json.dumps({"effects": [told]}))
        manifest = {"name": "one", "stands_at": "2026-03-02T04:00:00+00:00"}
        manifest |= {"since": manifest["stands_at"], "tables": {}, "took_s": 1.0}
        (folder / "manifest.json").write_text(json.dumps(manifest))
        settings.LAKE = tmp_path

    return count


def told(sort="WIN_BACK"):
    with translation.override("en"):
        found = worth_of(sort)
        return found, str(found.sentence)


def test_where_a_trial_was_read_it_says_what_a_call_changes(counted):
    counted(value=0.052, any_day=[0.01, 0.094])

    found, sentence = told()

    assert (found.mean, found.interval) == ("+5.2", "+1.0 – +9.4")
    assert found.is_known
    assert sentence == SENTENCE
    assert found.url == "/figures/effects/?clinic=house"


def test_until_it_is_read_it_says_why_nobody_knows(counted):
    counted()

    found, sentence = told()

    assert (found.is_known, found.mean, sentence) == (False, "", "Not yet.")


def test_before_the_figures_counted_it_says_so(trial, settings, tmp_path):
    settings.LAKE = tmp_path

    assert told()[1] == "Not yet known: the figures have not counted it yet."


def test_without_a_trial_of_such_people_nobody_knows(counted):
    counted(value=0.052, any_day=[0.01, 0.094])

    found, sentence = told("OVERDUE")

    assert not found.is_known
    assert sentence == "Not yet known: no trial has held out people like these."


def test_the_figures_are_who_tells():
    assert figures.from_the_lake in _tellers
