import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.scorecard.lake.refresh import refresh
from renxin.scorecard.lake.snapshot import Snapshot
from renxin.staff.models import Post, Staff
from renxin.staff.roles import Role
from tests.cast import NOON, SINCE, employed
from tests.renxin.scorecard import history


@pytest.fixture(autouse=True)
def lake(settings: Any, tmp_path: Path) -> Path:
    settings.LAKE = tmp_path / "lake"
    return settings.LAKE


@pytest.fixture
def told(dongyuan: Clinic, hexi: Clinic) -> dict[str, list[Patient]]:
    return history.tell(dongyuan, hexi)


@pytest.fixture
def uncounted(told: dict[str, list[Patient]]) -> Snapshot:
    """The facts as they stand, of which nothing was counted yet."""
    return refresh(at=NOON)


@pytest.fixture(scope="session")
def counted_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was counted from the same facts in an earlier test."""
    return tmp_path_factory.mktemp("counted")


@pytest.fixture
def standing(
    told: dict[str, list[Patient]], counted_before: Path
) -> Iterator[Snapshot]:
    snapshot = refresh(at=NOON)
    facts = hashlib.sha256(repr(snapshot.tables).encode()).hexdigest()
    kept = counted_before / facts
    kept.mkdir(exist_ok=True)
    shutil.copytree(kept, snapshot.counted, dirs_exist_ok=True)
    yield snapshot
    shutil.copytree(snapshot.counted, kept, dirs_exist_ok=True)


@pytest.fixture
def director_he(dongyuan: Clinic, hexi: Clinic) -> Staff:
    """Answers for the whole house."""
    return employed("he", "何院长", Role.MANAGER, None)


@pytest.fixture
def marketer_sun(dongyuan: Clinic) -> Staff:
    """Sees figures, and nobody behind them."""
    return employed("sun", "孙倩", Role.MARKETER, dongyuan)


@pytest.fixture
def carer_zhou(dongyuan: Clinic) -> Staff:
    return employed("zhou", "周静", Role.CARE, dongyuan)


@pytest.fixture
def hexi_manager(hexi: Clinic) -> Staff:
    staff = Staff.objects.create_user("hai", "a quiet morning", name="海平")
    Post.objects.create(staff=staff, clinic=hexi, role=Role.MANAGER, since_on=SINCE)
    return staff


@pytest.fixture
def february() -> date:
    return date(2026, 2, 1)
