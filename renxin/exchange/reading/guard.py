"""What is turned away before anything is unpacked."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from renxin.exchange.reading.unreadable import NotRead

UNPACKED = 200 * 1024**2
RATIO = 100
MEMBERS = 10_000
WORKBOOK = 100 * 1024**2
STREAM = 16 * 1024**3


def check_workbook(path: Path) -> None:
    """Read the list of contents alone; a bomb is known by what it would become."""
    size = path.stat().st_size
    if size > WORKBOOK:
        raise NotRead(
            _("The workbook is too large to open. Save the sheet as CSV and send that.")
        )
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise NotRead(_("The workbook is damaged and cannot be opened.")) from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > MEMBERS or unpacked > UNPACKED or unpacked > RATIO * packed:
        raise NotRead(
            _(
                "The workbook would unpack to %(megabytes)s MB, far more than it"
                " should. It was not opened. Save the sheet as CSV and send that."
            )
            % {"megabytes": f"{unpacked / 1024**2:,.0f}"}
        )
    check_contents(path)


def check_contents(path: Path) -> None:
    """Unpack to nowhere: a member larger than its own heading says is a lie."""
    left = UNPACKED
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            try:
                with archive.open(member) as unpacked:
                    while chunk := unpacked.read(1 << 20):
                        left -= len(chunk)
            except (
                zipfile.BadZipFile,
                EOFError,
                OSError,
                ValueError,
                RuntimeError,
            ) as error:
                raise NotRead(
                    _("The workbook is damaged and cannot be opened.")
                ) from error
            if left < 0:
                raise NotRead(_("The workbook is damaged and cannot be opened."))


class Unpacking(io.RawIOBase):
    """A gzip stream that stops when it swells like a bomb."""

    def __init__(self, path: Path) -> None:
        self.most = max(UNPACKED, min(STREAM, RATIO * path.stat().st_size))
        self.inner = gzip.open(path, "rb")  # noqa: SIM115  closed with the stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        try:
            read = self.inner.readinto(buffer)
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            raise NotRead(_("The compressed file is damaged.")) from error
        self.count += read
        if self.count > self.most:
            raise NotRead(
                _("The compressed file would unpack to far more than it should.")
            )
        return read


def opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked on the way where they are compressed."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    if packed:
        return io.BufferedReader(Unpacking(path), buffer_size=1 << 20)
    return path.open("rb", buffering=1 << 20)
