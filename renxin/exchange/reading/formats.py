"""Recognise a file by what is in it, never by what it is called."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from renxin.exchange.reading import fhir, text, workbook
from renxin.exchange.reading.guard import opened
from renxin.exchange.reading.job import Shape
from renxin.exchange.reading.unreadable import NotRead
from renxin.patients.writing import one_spaced, without_marks

MOST_COLUMNS = 500
LONGEST_HEADING = 120
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

Row = tuple[int, int, list[str]]


def format_of(path: Path) -> str:
    with opened(path) as file:
        start = file.read(4096)
    if not start:
        raise NotRead(_("The file is empty."))
    if start[:4] in (b"PK\x03\x04", OLD_WORKBOOK):
        return "workbook"
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<"):
        raise NotRead(
            _("This is XML or a web page. CSV, Excel and FHIR JSON can be read.")
        )
    return fhir.format_of(path) if bare.startswith((b"{", b"[")) else "text"


def shape_of(path: Path, wish: Shape) -> Shape:
    """Find out how the file is built; what a person said of it holds."""
    shape = replace(wish, format=format_of(path))
    if shape.format == "text":
        encoding = wish.encoding or text.encoding_of(path)
        _known(encoding)
        line = text.first_line(path, encoding)
        shape = replace(
            shape,
            encoding=encoding,
            delimiter=wish.delimiter or text.delimiter_of(line),
        )
    elif shape.format == "workbook":
        sheets = workbook.sheets(path)
        sheet = wish.sheet or (sheets[0] if sheets else "")
        shape = replace(shape, sheets=tuple(sheets), sheet=sheet)
    return shape


def table(
    path: Path, shape: Shape
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The heading and the rows below it."""
    if shape.format == "workbook":
        rows = workbook.rows(path, shape.sheet)
    else:
        rows = text.rows(path, shape.encoding, shape.delimiter)
    if shape.header:
        return list(shape.header), rows
    first = next(rows, None)
    if first is None:
        raise NotRead(_("The file has no rows."))
    return heading(first[1]), rows


def heading(cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise NotRead(
            _("The heading has %(count)s columns; at most %(most)s can be read.")
            % {"count": f"{len(cells):,}", "most": MOST_COLUMNS}
        )
    names = [one_spaced(without_marks(cell))[:LONGEST_HEADING] for cell in cells]
    while names and not names[-1]:
        names.pop()
    named = [name for name in names if name]
    if not named:
        raise NotRead(_("The first row is no heading: every cell of it is empty."))
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice is not None:
        raise NotRead(
            _(
                "Two columns are both called “%(name)s”. Rename one and send the file"
                " again."
            )
            % {"name": twice}
        )
    unnamed = _("column %(number)s")
    return [name or unnamed % {"number": n} for n, name in enumerate(names, start=1)]


def read(paths: list[Path], shape: Shape, kind: str) -> tuple[list[str], Iterator[Row]]:
    """Every row of every file, numbered by its file and its line."""
    if shape.format in fhir.FORMATS:
        return fhir.header(kind), fhir.read(paths, kind)
    header, first = table(paths[0], shape)
    return header, _rows(paths, shape, header, first)


def _rows(
    paths: list[Path],
    shape: Shape,
    header: list[str],
    rows: Iterator[tuple[int, list[str]]],
) -> Iterator[Row]:
    for number, path in enumerate(paths):
        if number:
            other, rows = table(path, shape)
            if other != header:
                raise NotRead(
                    _("%(file)s has another heading than the first file.")
                    % {"file": path.name}
                )
        for line, cells in rows:
            yield number, line, cells


def sample(paths: list[Path], shape: Shape, kind: str, count: int) -> list[list[str]]:
    _header, rows = read(paths, shape, kind)
    return [cells for _file, _line, cells in islice(rows, count)]


def _known(encoding: str) -> None:
    try:
        "".encode(encoding)
    except LookupError as error:
        raise NotRead(
            _("There is no encoding called %(name)s.") % {"name": encoding[:40]}
        ) from error
