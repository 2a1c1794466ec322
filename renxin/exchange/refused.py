"""The rows that were not taken in: noted, and laid out in a file to correct.

The file has the columns of the one that came in, so that it can be corrected
and sent again, and behind them the line, the column at fault and the reason.
"""

import csv
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from renxin.exchange.cells import guarded
from renxin.exchange.models import Import, RefusedRow
from renxin.exchange.parts import houses, mappings
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.parent import pick
from renxin.exchange.taking.staging import exists, table_of
from renxin.exchange.taking.statements import do, rows, written

SHOWN = 10_000

NOTED = """
INSERT INTO exchange_refusedrow
    (made_by_id, kind, place, file, line, "column", value, reason)
SELECT %(import)s, %(kind)s, place, file, line, left(coalesce(heading, ''), 120),
    left(coalesce(value, ''), 120), left(reason, 300)
FROM {staged} WHERE reason IS NOT NULL ORDER BY place LIMIT %(shown)s
"""


def note(taken: Import, kind: str) -> int:
    """Keep the refused rows for the page; how many there are in all."""
    RefusedRow.objects.filter(made_by=taken, kind=kind).delete()
    values = {"import": taken.pk, "kind": kind, "shown": SHOWN}
    do(written(NOTED, staged=table_of(taken, kind)), values)
    counted = "SELECT count(*) FROM {t} WHERE reason IS NOT NULL"
    return int(rows(written(counted, t=table_of(taken, kind)))[0][0])


def folder(taken: Import) -> Path:
    return Path(settings.HOME) / "imports" / str(taken.pk)


def file_of(taken: Import, kind: str) -> Path:
    return folder(taken) / f"refused-{kind}.csv"


def forget(taken: Import) -> None:
    shutil.rmtree(folder(taken), ignore_errors=True)


def write(taken: Import) -> None:
    """Lay out the refused rows of each kind, from the file while it is here."""
    for mapping in mappings(taken):
        kind = mapping.kind
        path = file_of(taken, kind)
        if exists(taken, kind) and taken.counts.get(kind, {}).get("refused"):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, taken, kind)


def _write(path: Path, taken: Import, kind: str) -> None:
    found = rows(
        written(
            "SELECT place, line, heading, reason FROM {t} WHERE reason IS NOT NULL"
            " ORDER BY place",
            t=table_of(taken, kind),
        )
    )
    job = Job(
        paths=tuple(taken.places),
        errand="pick",
        mapping={"kind": kind},
        shape=taken.shape["shape"],
        houses=houses(),
        places=tuple(place for place, *_rest in found),
        language=get_language() or "zh-hans",
    )
    said = ((str(line), heading or "", reason) for _p, line, heading, reason in found)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    # The mark in front lets Excel read Chinese; our own reader knows it too.
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_lines(pick(job), said))


def _lines(
    picked: Iterator[list[str]], said: Iterator[tuple[str, str, str]]
) -> Iterator[list[str]]:
    header = next(picked)
    behind = (_("refused: line"), _("refused: column"), _("refused: reason"))
    yield [guarded(cell) for cell in (*header, *behind)]
    width = len(header)
    for cells, reasons in zip(picked, said, strict=False):
        kept = (cells + [""] * width)[: max(width, len(cells))]
        yield [guarded(cell) for cell in (*kept, *reasons)]
