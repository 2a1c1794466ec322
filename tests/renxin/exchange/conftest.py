"""Files come in from an older system of 东院, and what then stands is looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from renxin.clinics.models import Clinic
from renxin.exchange import guess, intake, run, undo
from renxin.exchange.intake import Arrival
from renxin.exchange.models import Import
from renxin.exchange.reading import child, parent
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.parent import CannotBeRead
from renxin.exchange.reading.unreadable import NotRead
from renxin.exchange.taking import staging
from tests.cast import NOON

TABLES = (
    "patients_patient",
    "patients_reach",
    "patients_contactpoint",
    "patients_identitydocument",
    "patients_enrolment",
    "visits_visit",
    "visits_charge",
    "booking_appointment",
    "booking_outcome",
    "feedback_complaint",
    "feedback_answer",
    "followup_loss",
    "outreach_introduction",
    "exchange_origin",
)

Bring = Callable[..., Import]


@contextmanager
def beside_us(job: Job, *, seconds: int) -> Iterator[BytesIO]:
    """The errands of the reading process, run here: it takes a second to start."""
    out = BytesIO()
    with translation.override(job.language):
        try:
            child.ERRANDS[job.errand](Job.read(job.written()), out)
        except NotRead as refusal:
            raise CannotBeRead(str(refusal)) from refusal
    out.seek(0)
    yield out


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (parent, staging):
        monkeypatch.setattr(module, "running", beside_us)


@pytest.fixture
def bring(dongyuan: Clinic, tmp_path: Path, read_here: None) -> Bring:
    """Take a text in as a file; with `only_weigh`, no further than the dry run."""

    def take_in(text: str, kind: str = "", **said: object) -> Import:
        path = tmp_path / f"{kind or 'file'}.csv"
        path.write_bytes(text.encode())
        return taken_in(path, dongyuan, kind, **said)

    return take_in


def taken_in(
    path: Path | list[Path], clinic: Clinic, kind: str = "", **said: object
) -> Import:
    paths = path if isinstance(path, list) else [path]
    path = paths[0]
    only_weigh = said.pop("only_weigh", False)
    layout = said.pop("layout", None)
    at = said.pop("at", NOON)
    taken = intake.receive(
        Arrival(paths=paths, name=path.name, clinic=clinic, by=None, at=at), layout
    )
    if layout is None:
        header = taken.shape["header"]
        guessed = guess.mapping_for(kind or guess.kind_of(header, path.name), header)
        layout = Mapping.of_data(guessed.as_data() | {"source": "old"} | said)
    intake.settle(taken, layout)
    if only_weigh:
        run.preview(taken, at=at)
    else:
        intake.approve(taken, at=at)
        run.carry_out(taken, at=at)
    return taken


def take_back(taken: Import) -> None:
    undo.ask(taken, by=None, at=NOON)
    undo.undo(taken, by=None, at=NOON)


def counts(taken: Import) -> tuple[int, int, int, int]:
    return tuple(taken.count(name) for name in ("new", "changed", "same", "refused"))


def everything() -> dict[str, list[object]]:
    """All that an import may touch, row by row, for before and after."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1")
            found[table] = cursor.fetchall()
    return found
