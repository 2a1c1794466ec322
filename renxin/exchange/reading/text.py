"""CSV and its cousins: whichever encoding, delimiter and line ends they have."""

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from renxin.exchange.reading.guard import opened
from renxin.exchange.reading.unreadable import NotRead

DELIMITERS = (",", "\t", ";", "|")
SPACES = "spaces"
CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
LOST = "\ufffd"
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """The encoding, by its mark or by what the bytes can be read as."""
    with opened(path) as file:
        start = file.read(CHUNK)
        for mark, name in BOMS:
            if start.startswith(mark):
                return name
        if start[:4096].count(0) > len(start[:4096]) // 4:
            return "utf-16-le" if start[1:4096:2].count(0) else "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        while start:
            try:
                decoder.decode(start)
            except UnicodeDecodeError:
                return _likelier(decoder.getstate()[0] + start)
            start = file.read(CHUNK)
    return "utf-8"


def _likelier(chunk: bytes) -> str:
    lost = {
        name: chunk.decode(name, errors="replace").count(LOST)
        for name in ("gb18030", "utf-8")
    }
    return min(lost, key=lambda name: lost[name])


def delimiter_of(line: str) -> str:
    """The sign that parts the heading, outside of quotation marks."""
    bare = "".join(line.split('"')[::2])
    counts = {sign: bare.count(sign) for sign in DELIMITERS}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] else ","


def first_line(path: Path, encoding: str) -> str:
    with opened(path) as file:
        for line in lines(file, encoding):
            if line.strip():
                return line
    return ""


def lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The lines as they stand; what cannot be decoded leaves a mark in its place."""
    with io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
        for line in iter(partial(text.readline, LONGEST_LINE), ""):
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                raise NotRead(
                    _("A line is longer than a million characters: no table has one.")
                )
            yield line.replace("\0", LOST) if "\0" in line else line


def rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; blank lines are passed over."""
    csv.field_size_limit(LONGEST_LINE)
    with opened(path) as file:
        source = lines(file, encoding)
        if delimiter == SPACES:
            yield from _spaced(source)
            return
        reader = csv.reader(source, delimiter=delimiter)
        line = 1
        try:
            for cells in reader:
                if cells and any(cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise NotRead(
                _("Line %(line)s is not a row of a table: %(error)s.")
                % {"line": f"{line:,}", "error": error}
            ) from error


def _spaced(source: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    for line, text in enumerate(source, start=1):
        if cells := text.split():
            yield line, cells
