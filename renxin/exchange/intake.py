"""A file comes in: it is looked at, given a record, and remembered by its contents."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.exchange import guess
from renxin.exchange.models import Import, Mapping
from renxin.exchange.reading.job import Job, Shape
from renxin.exchange.reading.mapping import Mapping as Layout
from renxin.exchange.reading.mapping import heading_fingerprint
from renxin.exchange.reading.parent import look
from renxin.patients.writing import one_spaced, without_marks
from renxin.staff.models import Staff

CHUNK = 1 << 20
SOURCE = "main"
LONGEST_NAME = 120


class NoFile(Refusal):
    """There is nothing to take in where we were told to look."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Files that came in together, and who brought them where."""

    paths: Sequence[Path]
    name: str
    clinic: Clinic
    by: Staff | None
    at: datetime


def receive(arrival: Arrival, wish: Layout | None = None) -> Import:
    """Look at the files and keep a record of them; nothing is taken in yet."""
    if not arrival.paths:
        raise NoFile(_("There is no file here."))
    found = look(
        Job(
            paths=tuple(str(path) for path in arrival.paths),
            shape=_wished(wish),
            language=get_language() or "zh-hans",
        )
    )
    return Import.objects.create(
        file_name=shown_name(arrival.name),
        places=[str(path) for path in arrival.paths],
        fingerprint=fingerprint(arrival.paths),
        clinic=arrival.clinic,
        by=arrival.by,
        at=arrival.at,
        shape=found,
    )


def turn_to(taken: Import, sheet: str) -> None:
    """Look at another sheet of the workbook."""
    taken.shape = look(
        Job(
            paths=tuple(taken.places),
            shape={"sheet": sheet},
            language=get_language() or "zh-hans",
        )
    )
    taken.save(update_fields=["shape"])


def suggested(taken: Import) -> Layout:
    """How this heading was read the last time, else the best guess."""
    header, kinds = taken.shape["header"], taken.shape["kinds"]
    known = (
        Mapping.objects.filter(heading=heading_fingerprint(header))
        .order_by("-at")
        .first()
    )
    if known:
        return guess.adapted(Layout.read(known.text), header)
    kind = kinds[0] if kinds else guess.kind_of(header, taken.file_name)
    return guess.mapping_for(kind, header)


def shown_name(name: str) -> str:
    """A file's name as a label: never a path, never longer than a line."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return one_spaced(without_marks(bare))[:LONGEST_NAME] or "?"


def fingerprint(paths: Sequence[Path]) -> str:
    """Names the contents: the same files, wherever they lie, are the same import."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        digest.update(b"\0")
    return digest.hexdigest()


def _wished(wish: Layout | None) -> dict[str, object]:
    if wish is None:
        return {}
    shape = Shape(
        encoding=wish.encoding,
        delimiter=wish.delimiter,
        sheet=wish.sheet,
        header=wish.header,
    )
    return shape.__dict__


def approve(taken: Import, *, at: datetime) -> None:
    """Begun for good; from here on it can be undone but not unasked."""
    if taken.approved_at is None:
        taken.approved_at = at
        taken.save(update_fields=["approved_at"])


def settle(taken: Import, layout: Layout) -> None:
    """How it is to be read, and from which system it is."""
    taken.mapping = layout.written()
    taken.kind, taken.source = layout.kind, (layout.source or SOURCE)[:40]
    taken.shape["shape"] |= {
        key: value for key, value in _wished(layout).items() if value
    }
    taken.save()


def resumed(taken: Import, layout: Layout) -> Import:
    """The unfinished import of the same file read the same way, if there is one."""
    settle(taken, layout)
    earlier = (
        Import.objects.unfinished()
        .filter(
            fingerprint=taken.fingerprint,
            mapping=taken.mapping,
            clinic=taken.clinic,
            approved_at__isnull=False,
            trouble="",
        )
        .exclude(pk=taken.pk)
        .order_by("-pk")
        .first()
    )
    if earlier is None:
        return taken
    Import.objects.filter(pk=earlier.pk).update(places=taken.places)
    earlier.places = taken.places
    taken.delete()
    return earlier
