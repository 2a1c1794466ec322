import io
import zipfile
from datetime import date

import pytest
import python_calamine

from renxin.scorecard.workbook import Sheet, workbook

# What a spreadsheet might carry out if it were not a word; the last ones hide
# their first character behind something that cannot be seen.
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "'=1+1",
    '"=1+1',
    " =1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "{=1+1}",
]


def written(word: str) -> bytes:
    return workbook([Sheet("一页", ["词"], [[word]])])


@pytest.mark.parametrize("word", PAYLOADS)
def test_a_word_stays_a_word_whatever_it_starts_with(word: str) -> None:
    content = written(word)

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert b't="s"' in sheet


def test_all_the_words_are_there() -> None:
    assert len(PAYLOADS) == 18


def test_numbers_days_and_nothing_keep_their_kind() -> None:
    content = workbook(
        [Sheet("数", ["a", "b", "c", "d"], [[1, 0.5, date(2026, 3, 2), None]])]
    )

    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = rows.get_sheet_by_index(0).to_python()[1]
    assert cells[:3] == [1, 0.5, date(2026, 3, 2)]


@pytest.mark.parametrize("name", ["a/b", "x" * 40, "[k]:?*"])
def test_a_sheet_may_have_any_name(name: str) -> None:
    assert workbook([Sheet(name, ["h"], [["w"]])])
