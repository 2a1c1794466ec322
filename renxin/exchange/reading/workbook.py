"""Excel and its cousins; a formula counts as the value it last showed."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from renxin.exchange.reading.guard import check_workbook
from renxin.exchange.reading.unreadable import NotRead


def _open(path: Path) -> CalamineWorkbook:
    if path.open("rb").read(2) == b"PK":
        check_workbook(path)
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise NotRead(
            _("The workbook cannot be opened; a password may be on it.")
        ) from error


def sheets(path: Path) -> list[str]:
    """The visible sheets, first to last."""
    book = _open(path)
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible
    ] or book.sheet_names


def rows(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    book = _open(path)
    if sheet not in book.sheet_names:
        raise NotRead(
            _("There is no sheet called “%(sheet)s”.") % {"sheet": sheet[:60]}
        )
    try:
        page = book.get_sheet_by_name(sheet)
        first = (page.start or (0, 0))[0] + 1
        for line, cells in enumerate(page.iter_rows(), start=first):
            texts = [_text(cell) for cell in cells]
            if any(texts):
                yield line, texts
    except CalamineError as error:
        raise NotRead(_("The sheet is damaged and cannot be read.")) from error


def _text(cell: object) -> str:
    """The cell as a person reads it: a number keeps every digit and gains no .0."""
    if isinstance(cell, str):
        return cell.replace("\0", "\ufffd")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return _time(cell) if isinstance(cell, date | time | timedelta) else _other(cell)


def _time(cell: date | time | timedelta) -> str:
    if isinstance(cell, timedelta):
        return str(int(cell.total_seconds() // 60))
    if isinstance(cell, datetime):
        bare = cell.time() == time()
        return cell.date().isoformat() if bare else cell.isoformat(" ")
    return cell.isoformat()


def _other(cell: object) -> str:
    return "" if cell is None else str(cell)
