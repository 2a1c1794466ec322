"""What was planted in the made-up house opens its review, and nothing else does."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from renxin.clinics.models import Clinic
from renxin.demo.planted import ITEMS, PAIR
from renxin.demo.words import truth
from renxin.demo.write import write
from renxin.journal.models import Entry
from renxin.scorecard.lake.snapshot import COUNTED, SNAPSHOTS, Filed, Month, Snapshot
from renxin.scorecard.models import FairnessReview
from renxin.scorecard.reviewing import open_reviews
from renxin.staff.roles import Role
from tests.cast import employed

UNTIL = date(2026, 11, 21)
AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
CLEAN = {"dear": 1.0, "longer": 1.0, "together": 0.0}
PATIENTS = 9000


def told(root: Path) -> Path:
    """Two years of a made-up house, laid where the lake keeps its snapshots."""
    folder = root / SNAPSHOTS / "made-up"
    write(folder, seed=7, patients=PATIENTS, years=2, until=UNTIL)
    (folder / COUNTED).mkdir()
    return root


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same house with nothing planted in it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, nothing in CLEAN.items():
            patch.setitem(truth()["planted"], name, nothing)
        return told(tmp_path_factory.mktemp("clean"))


def standing(settings: Any, root: Path) -> Snapshot:
    settings.LAKE = root
    month = Filed(shape="", months={f"{UNTIL:%Y-%m}": Month(rows=1, mark="")})
    tables = dict.fromkeys(("visits", "appointments", "charges"), month)
    return Snapshot("made-up", stands_at=AT, since=AT, tables=tables)


@pytest.fixture
def clinics(db: None, planted: Path) -> dict[str, Clinic]:
    visits = planted / SNAPSHOTS / "made-up" / "visits.parquet"
    rows = pq.read_table(visits, columns=["clinic"])
    codes = sorted({str(one) for one in rows["clinic"].to_pylist()})
    made = (Clinic.objects.create(code=code, short_name=code) for code in codes)
    return {clinic.code: clinic for clinic in made}


def test_each_planted_thing_opens_its_review_and_nothing_else_does(
    settings: Any, planted: Path, clinics: dict[str, Clinic]
) -> None:
    doctors = planted / SNAPSHOTS / "made-up" / "truth" / "doctors.parquet"
    (dear,) = [
        row["doctor"] for row in pq.read_table(doctors).to_pylist() if row["dear"] > 1
    ]
    employed("dear", dear, Role.DOCTOR, next(iter(clinics.values())))

    open_reviews(standing(settings, planted), at=AT)

    reviews = FairnessReview.objects.all()
    found = {(one.about, one.group) for one in reviews}
    pair = "＋".join(sorted(ITEMS[one] for one in PAIR))
    payer = truth()["planted"]["longer_payer"]
    assert found >= {("CASE_COST", dear), ("WAIT", payer), ("PACKAGES", pair)}
    assert {group for _about, group in found} == {dear, payer, pair}
    assert reviews.get(about="CASE_COST").clinic == next(iter(clinics.values()))
    assert reviews.get(about="WAIT").clinic is not None
    assert reviews.get(about="PACKAGES").clinic is None
    assert all(one.n >= 30 and one.owner_role == Role.MANAGER for one in reviews)


def test_a_house_in_which_nothing_is_planted_opens_none(
    settings: Any, clean: Path, clinics: dict[str, Clinic]
) -> None:
    assert open_reviews(standing(settings, clean), at=AT) == 0
    assert not FairnessReview.objects.exists()


def test_the_same_is_promised_once_a_quarter(
    settings: Any, planted: Path, clinics: dict[str, Clinic]
) -> None:
    lake = standing(settings, planted)
    first = open_reviews(lake, at=AT)

    assert open_reviews(lake, at=AT + timedelta(days=1)) == 0
    assert FairnessReview.objects.count() == first > 0
    assert open_reviews(lake, at=AT + timedelta(days=60)) == first


def test_nobody_is_named_on_the_promise_or_in_the_journal(
    settings: Any, planted: Path, clinics: dict[str, Clinic]
) -> None:
    open_reviews(standing(settings, planted), at=AT)

    journal = str(list(Entry.objects.values_list("particulars", flat=True)))
    for review in FairnessReview.objects.all():
        assert review.group not in review.look
        assert review.group not in journal
    assert Entry.objects.filter(fact="scorecard.review_owed").exists()
