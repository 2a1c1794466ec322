"""What the house must refuse has a file each, and is tried by every way in."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "refusals"
REFUSED = (1, 2, 5, 6, 7, 8, 9, 10, 16, 17, 21, 22, 34, 35, 36, 37)
WAYS = {
    "a page": "test_on_a_page_",
    "a machine": "test_by_machine_",
    "a file": "test_from_a_file_",
    "the database": "test_in_the_database_",
}


def tried(file):
    body = ast.parse(file.read_text("utf-8")).body
    named = [one.name for one in body if isinstance(one, ast.FunctionDef)]
    return [name for name in named if name.startswith("test_")]


@pytest.mark.parametrize("number", REFUSED)
def test_each_refusal_is_tried_by_every_way_in(number):
    tests = tried(FOLDER / f"test_ref_{number:02}.py")

    for way, begins in WAYS.items():
        assert any(one.startswith(begins) for one in tests), f"not by {way}"
    assert all(one.startswith(tuple(WAYS.values())) for one in tests)


def test_every_file_there_is_a_refusal_of_the_table():
    found = {file.name for file in FOLDER.glob("test_*.py")}

    assert found == {f"test_ref_{number:02}.py" for number in REFUSED}
