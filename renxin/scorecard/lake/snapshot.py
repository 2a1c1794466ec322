"""The lake as it is read: one whole folder, chosen by one link.

A snapshot never changes once it is current, but for the moment at which it was
last found to be true. Readers follow the link once and then keep to the folder,
so nobody ever sees half a lake.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from renxin.scorecard.lake import parts

CURRENT, SNAPSHOTS, MANIFEST, COUNTED = (
    "current",
    "snapshots",
    "manifest.json",
    ".counted",
)
# How long someone may still be reading a snapshot that is no longer current.
READ_FOR = timedelta(minutes=15)
# Looking for what changed costs a scan; it may take one twentieth of the time.
REST = 20


@dataclass(frozen=True)
class Month:
    rows: int
    mark: str


@dataclass(frozen=True)
class Filed:
    """One table in the lake: by what it was made, and what each month holds."""

    shape: str
    months: dict[str, Month] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(month.rows for month in self.months.values())

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        months = {name: Month(**month) for name, month in told["months"].items()}
        return cls(told["shape"], months)


@dataclass(frozen=True)
class Snapshot:
    """The facts as they stood at one moment, as a folder that `pulse` can open."""

    name: str
    stands_at: datetime
    since: datetime
    tables: dict[str, Filed]
    took_s: float = 0.0

    @property
    def folder(self) -> Path:
        return root() / SNAPSHOTS / self.name

    @property
    def counted(self) -> Path:
        """Where answers counted from exactly these facts are kept."""
        return self.folder / COUNTED

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def tells_of_days(self) -> bool:
        """Whether anything has a day; of patients alone there is nothing to count."""
        return any(one.rows for name, one in self.tables.items() if name != "patients")

    def write(self, folder: Path) -> None:
        told = asdict(self) | {
            "stands_at": self.stands_at.isoformat(),
            "since": self.since.isoformat(),
        }
        write_whole(folder / MANIFEST, json.dumps(told).encode())

    def is_resting(self, *, at: datetime) -> bool:
        """Whether the last look is too recent for the time it took."""
        return at - self.stands_at < timedelta(seconds=REST * self.took_s)

    def stand(self, *, at: datetime, took_s: float) -> Self:
        """The same facts, found to be true still."""
        still = replace(self, stands_at=at, took_s=took_s)
        still.write(self.folder)
        return still


def root() -> Path:
    return Path(settings.LAKE)


def current() -> Snapshot | None:
    """The snapshot to read, or None before the first one is there."""
    try:
        told = json.loads((root() / CURRENT / MANIFEST).read_bytes())
    except FileNotFoundError:
        return None
    return Snapshot(
        name=told["name"],
        stands_at=datetime.fromisoformat(told["stands_at"]),
        since=datetime.fromisoformat(told["since"]),
        tables={name: Filed.read(table) for name, table in told["tables"].items()},
        took_s=told["took_s"],
    )


def switch_to(snapshot: Snapshot, draft: Path) -> None:
    """Make a finished draft the lake; until the last line the old one stands."""
    snapshot.write(draft)
    parts.settle(draft)
    draft.rename(snapshot.folder)
    parts.settle(root() / SNAPSHOTS)
    link = root() / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(SNAPSHOTS) / snapshot.name)
    link.replace(root() / CURRENT)
    parts.settle(root())


def sweep(standing: Snapshot | None, *, at: datetime) -> None:
    """Drop drafts a crash left behind, and snapshots nobody can be reading."""
    folder = root() / SNAPSHOTS
    if not folder.is_dir():
        return
    for place in folder.iterdir():
        is_draft = place.name.startswith(".")
        is_old = standing is not None and place.name != standing.name
        superseded_long_ago = standing is not None and standing.since < at - READ_FOR
        if is_draft or (is_old and superseded_long_ago):
            shutil.rmtree(place, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
