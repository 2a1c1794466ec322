from typing import Any

import pytest

from renxin.clinics.models import Clinic
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.scorecard.models import NoShowModel
from renxin.scorecard.pieces import opened
from renxin.scorecard.tomorrow import learning
from tests.cast import NOON
from tests.renxin.scorecard import booked_before


@pytest.fixture
def book(dongyuan: Clinic) -> Any:
    """Half a year of bookings at 东院 that follow a rule we know."""
    return booked_before.tell(dongyuan, at=NOON)


@pytest.fixture
def lake_of_book(book: Any) -> Snapshot:
    return refresh(at=NOON)


@pytest.fixture
def model(lake_of_book: Snapshot) -> NoShowModel:
    return learning.learn_from(opened(lake_of_book.folder), at=NOON)
