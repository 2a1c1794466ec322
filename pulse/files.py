"""A folder of tables: which file holds which, and in what encoding."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pulse.tables import TABLES

CHUNK = 1 << 20
DELIMITERS = ",;\t|"


class Unreadable(Exception):
    """The folder cannot be answered from; the sentence says what to do."""


@dataclass(frozen=True)
class Source:
    """The files of one table, all of one form."""

    table: str
    paths: tuple[Path, ...]
    is_parquet: bool


def sources(folder: Path) -> dict[str, Source]:
    """The tables in a folder; files of other names are left alone."""
    if not folder.is_dir():
        raise Unreadable(f"There is no folder `{folder}`.")
    found: dict[str, Source] = {}
    for path in sorted(folder.iterdir()):
        source = _source(path)
        if source is None:
            continue
        if source.table in found:
            first = found[source.table].paths[0]
            raise Unreadable(
                f"Table `{source.table}` is there twice: `{first.name}` and"
                f" `{path.name}`. Keep one."
            )
        found[source.table] = source
    if not found:
        raise Unreadable(
            f"No table in `{folder}`. Expected files such as visits.csv,"
            " visits.csv.gz or visits.parquet."
        )
    return found


def _source(path: Path) -> Source | None:
    name = path.name.split(".")[0]
    if name not in TABLES:
        return None
    if path.is_dir():
        parquet = tuple(sorted(path.rglob("*.parquet")))
        text = tuple(sorted([*path.rglob("*.csv"), *path.rglob("*.csv.gz")]))
        if parquet and text:
            raise Unreadable(f"`{path}` mixes CSV and Parquet parts. Keep one form.")
        parts = parquet or text
        return Source(name, parts, is_parquet=bool(parquet)) if parts else None
    ending = path.name[len(name) :].lower()
    if ending in {".csv", ".csv.gz", ".parquet"}:
        return Source(name, (path,), is_parquet=ending == ".parquet")
    return None


def _chunks(path: Path) -> Iterator[bytes]:
    is_packed = path.suffix.lower() == ".gz"
    try:
        with gzip.open(path) if is_packed else path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (gzip.BadGzipFile, EOFError) as broken:
        raise Unreadable(f"`{path}` is not a whole gzip file.") from broken


def _is_even(path: Path, encoding: str) -> bool | None:
    """Whether all lines end alike; none where the file is not in this encoding."""
    try:
        with opened(path, encoding) as file:
            while file.read(CHUNK):
                pass
            return not isinstance(file.newlines, tuple)
    except UnicodeDecodeError:
        return None


def opened(path: Path, encoding: str = "utf-8-sig") -> TextIO:
    """A text file, packed or not, to be read or closed by whoever asked."""
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding=encoding)
    return path.open(encoding=encoding)


def as_utf8(path: Path, workroom: Path) -> Path:
    """The same text in UTF-8 with lines that end alike: the file itself, or a copy."""
    if any(b"\0" in chunk for chunk in _chunks(path)):
        raise Unreadable(f"`{path}` holds NUL bytes. Save it as UTF-8 or GB18030.")
    is_even = _is_even(path, "utf-8")
    if is_even:
        return path
    encoding = "gb18030" if is_even is None else "utf-8"
    if is_even is None and _is_even(path, encoding) is None:
        raise Unreadable(f"`{path}` is neither UTF-8 nor GB18030.")
    copy = workroom / f"{len(list(workroom.iterdir()))}-{path.name.removesuffix('.gz')}"
    with copy.open("w", encoding="utf-8") as file, opened(path, encoding) as old:
        while chunk := old.read(CHUNK):
            file.write(chunk)
    return copy


def header(path: Path) -> tuple[list[str], str]:
    """The column names of a UTF-8 text file and what stands between them."""
    first = b"".join(line for line, _ in zip(_lines(path), range(1), strict=False))
    line = first.decode("utf-8-sig").rstrip("\r\n")
    if not line.strip():
        raise Unreadable(f"`{path}` is empty.")
    delimiter = max(DELIMITERS, key=line.count)
    names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter))]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(f"`{path}` has two columns named `{twice[0]}`.")
    return names, delimiter


def _lines(path: Path) -> Iterator[bytes]:
    head = b""
    for chunk in _chunks(path):
        head += chunk
        if b"\n" in head or b"\r" in head:
            break
    yield head.replace(b"\r", b"\n").split(b"\n")[0]
