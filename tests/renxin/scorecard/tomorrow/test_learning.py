from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from pulse.models import PROTECTED, Protected, kept, learn
from renxin.scorecard.lake.extracts import EXTRACTS
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.pieces import opened
from renxin.scorecard.tomorrow import learning
from tests.cast import NOON, TODAY
from tests.renxin.scorecard import booked_before


def test_what_was_learned_is_written_down_with_how_it_held(model):
    assert model.doubt == ""
    assert model.until_on == TODAY
    assert 0 < model.missed < model.bookings
    assert model.tried["ahead"]["n"] > 100
    assert (
        sum(band["whole"] for band in model.tried["bands"])
        == (model.tried["ahead"]["n"])
    )


def test_it_is_learned_once_a_day(model):
    assert not learning.is_due(at=NOON + timedelta(hours=3))
    assert learning.is_due(at=NOON + timedelta(days=1))


def test_a_young_house_has_too_little_to_learn_from(dongyuan):
    booked_before.tell(dongyuan, at=NOON, count=150)

    model = learning.learn_from(opened(refresh(at=NOON).folder), at=NOON)

    assert (model.doubt, model.told, model.bookings) == ("few", None, 0)
    assert not learning.is_due(at=NOON)


def test_what_follows_no_rule_is_doubted(dongyuan):
    booked_before.tell(dongyuan, at=NOON, rule=booked_before.by_dice_alone)

    model = learning.learn_from(opened(refresh(at=NOON).folder), at=NOON)

    assert model.doubt == "guessing"


def test_it_rests_on_the_booking_and_on_nobodys_person(model):
    features = {name for name, _level in kept.read(model.told).design.columns}

    assert features <= {"", "lead", "hour", "weekday", "reminded", "earlier", "new"}
    assert not features & PROTECTED


@pytest.mark.parametrize("what", ["sex", "birth_on", "payer", "value", "disability"])
def test_what_a_person_is_or_pays_is_refused_by_the_library(lake_of_book, what):
    with pytest.raises(Protected):
        learn(opened(lake_of_book.folder), until=TODAY, also=[what])


def test_all_that_the_lake_knows_of_a_person_is_refused():
    persons = next(one for one in EXTRACTS if one.table == "patients")
    held = {column.name for column in persons.columns} - {"clinic", "registered_on"}

    assert held <= PROTECTED


def test_what_was_learned_is_never_changed(model):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        NoShowModel.objects.update(doubt="few")
