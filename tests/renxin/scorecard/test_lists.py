from pathlib import Path

import pyarrow as pa
import pytest

from renxin.scorecard import lists

COLUMNS = pa.schema([("patient_id", pa.string()), ("counted", pa.bool_())])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [{"patient_id": str(n), "counted": n % 2 == 0} for n in range(1, 24)]
    lists.write(tmp_path / "list.parquet", rows, COLUMNS)
    return tmp_path / "list.parquet"


def test_pages_go_on_and_back(path: Path) -> None:
    first = lists.page(path, {}, size=10)
    second = lists.page(path, {}, after=first.further or 0, size=10)
    third = lists.page(path, {}, after=second.further or 0, size=10)

    assert [len(page.lines) for page in (first, second, third)] == [10, 10, 3]
    assert (first.earlier, second.earlier, third.earlier) == (None, 0, 10)
    assert (third.further, third.first, third.total) == (None, 21, 23)


def test_a_test_leaves_only_the_lines_that_meet_it(path: Path) -> None:
    page = lists.page(path, {"counted": True}, size=50)

    assert page.total == 11
    assert [line["place"] for line in page.lines][:2] == [2, 4]


def test_a_list_of_nobody_is_a_list(tmp_path: Path) -> None:
    lists.write(tmp_path / "none.parquet", [], COLUMNS)

    page = lists.page(tmp_path / "none.parquet", {})

    assert (page.lines, page.total, page.further) == ((), 0, None)


def test_only_those_on_the_list_can_be_chosen(path: Path) -> None:
    assert lists.chosen(path, ["3", "99", "x"]) == {"3"}
