"""The reading process: opens what a stranger made, with little to lose.

It lays its own limits on before it opens anything, has no database, and one
pipe out. What it cannot read it says in one sentence, as JSON on stderr.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _

from renxin.exchange.reading import fhir, limits
from renxin.exchange.reading.answers import TOO_BIG, TURNED_AWAY
from renxin.exchange.reading.convert import Converter, Refused
from renxin.exchange.reading.formats import Row, read, shape_of
from renxin.exchange.reading.job import Job, Shape
from renxin.exchange.reading.unreadable import NotRead
from renxin.exchange.reading.values import NULL, escaped
from renxin.patients.writing import one_spaced

SHOWN = 20
LONGEST_SHOWN = 200
AT_ONCE = 2000


def main() -> None:
    # Hundreds of thousands of cells are remembered; none of them points in a ring.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    job = Job.read(sys.stdin.read())
    with translation.override(job.language):
        try:
            limits.lay_on(job.files())
            ERRANDS[job.errand](job, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except NotRead as refusal:
            _leave(TURNED_AWAY, str(refusal))
        except (MemoryError, RecursionError):
            _leave(TOO_BIG, "")


def _leave(code: int, sentence: str) -> None:
    sys.stderr.write("\n" + json.dumps({"sentence": sentence}))
    sys.stderr.flush()
    # Nothing more is tidied up: after MemoryError there may be no room for it.
    os._exit(code)


def look(job: Job, out: BinaryIO) -> None:
    """Find out what the file is and show its first rows."""
    paths = job.files()
    shape = shape_of(paths[0], Shape.of_data(job.shape))
    kinds = fhir.kinds_in(paths) if shape.format in fhir.FORMATS else []
    if shape.format in fhir.FORMATS and not kinds:
        raise NotRead(_("The file holds no patients, visits or appointments."))
    header, rows = read(paths, shape, kinds[0] if kinds else "")
    shown = [
        [cell[:LONGEST_SHOWN] for cell in cells[: len(header)]]
        for _file, _line, cells in islice(rows, SHOWN)
    ]
    found = {"shape": asdict(shape), "header": header, "rows": shown, "kinds": kinds}
    out.write(json.dumps(found, ensure_ascii=False).encode())


def stage(job: Job, out: BinaryIO) -> None:
    """Every row as a line for COPY; a bad one with its reason in its place."""
    shape = Shape.of_data(job.shape)
    header, rows = read(job.files(), shape, job.mapping["kind"])
    converter = Converter(job, header)
    numbered = enumerate(rows, start=1)
    while portion := list(islice(numbered, AT_ONCE)):
        out.write("".join(_lines(converter, portion)).encode())


def _lines(converter: Converter, portion: list[tuple[int, Row]]) -> Iterator[str]:
    for place, (file, line, cells) in portion:
        head = f"{place}\t{file}\t{line}"
        try:
            row = converter.row(cells)
        except Refused as bad:
            yield f"{head}\t{_bad(bad, len(converter.template))}\n"
        else:
            slots = "\t".join(row.slots)
            yield f"{head}\t{row.key}\t\\\\x{row.digest}\t\\N\t\\N\t\\N\t{slots}\n"


def _bad(bad: Refused, width: int) -> str:
    said = (escaped(one_spaced(text)) for text in (bad.heading, bad.value, bad.reason))
    return "\t".join([NULL, NULL, *said, *([NULL] * width)])


def pick(job: Job, out: BinaryIO) -> None:
    """The rows at these places as they stand in the file, a JSON list each."""
    header, rows = read(job.files(), Shape.of_data(job.shape), job.mapping["kind"])
    wanted = set(job.places)
    out.write(json.dumps(header, ensure_ascii=False).encode() + b"\n")
    for place, (_file, _line, cells) in enumerate(rows, start=1):
        if place in wanted:
            out.write(json.dumps(cells, ensure_ascii=False).encode() + b"\n")


ERRANDS: dict[str, Callable[[Job, BinaryIO], None]] = {
    "look": look,
    "stage": stage,
    "pick": pick,
}
