"""Figures and lists as a workbook. Every word is written as a word, never a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

Cell = str | int | float | date | datetime | None
WIDEST = 60
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its heads, its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an xlsx file with these sheets, in order."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(_allowed(sheet.name))
            page.freeze_panes(1, 0)
            page.set_paper(9)  # A4
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            for column, head in enumerate(sheet.heads):
                page.write_string(0, column, head, bold)
                page.set_column(column, column, _width(sheet, column))
            for row, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    _write(page, (row, column), cell, day)
    return buffer.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet,
    at: tuple[int, int],
    cell: Cell,
    day: xlsxwriter.format.Format,
) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(*at, cell)
    elif isinstance(cell, date | datetime):
        page.write_datetime(*at, cell, day)
    else:
        page.write_number(*at, cell)


def _width(sheet: Sheet, column: int) -> int:
    """Wide enough for the longest word; a Chinese character takes two places."""
    longest = max(
        (_places(str(one)) for one in [sheet.heads[column], *_column(sheet, column)]),
        default=0,
    )
    return min(longest + 2, WIDEST)


def _column(sheet: Sheet, column: int) -> Iterable[Cell]:
    return (row[column] for row in sheet.rows if row[column] is not None)


def _places(word: str) -> int:
    return sum(1 if character.isascii() else 2 for character in word)


def _allowed(name: str) -> str:
    """Excel takes 31 characters and none of these in a sheet's name."""
    return "".join("-" if one in "[]:*?/\\'" else one for one in name)[:31]
