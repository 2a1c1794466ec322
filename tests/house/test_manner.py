"""What the house refuses, wherever it turns up."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRACKED = [
    ROOT / line
    for line in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    if (ROOT / line).is_file()
]
CODE = [
    path
    for path in TRACKED
    if path.suffix == ".py"
    and path.relative_to(ROOT).parts[0] in {"renxin", "pulse"}
    and "migrations" not in path.parts
]
TEMPLATES = [path for path in TRACKED if path.suffix == ".html"]
IN_BROWSER = ("tests/journeys/", "tests/web/", "tests/house/")
VAGUE = {
    "utils.py",
    "helpers.py",
    "common.py",
    "misc.py",
    "services.py",
    "managers.py",
    "core.py",
    "base.py",
}
SELLING = re.compile(r"\b(customer|churn|upsell|convert_patient)\w*", re.IGNORECASE)
PERSONAL = re.compile(r"(?<!\d)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dXx](?!\d)")
STANDARDS_OWN = {"11010519491231002X", "110105194912310021", "110105194912310020"}


def name(path):
    return str(path.relative_to(ROOT))


def test_no_module_has_a_name_that_rejects_nothing():
    assert [name(path) for path in TRACKED if path.name in VAGUE] == []


def test_a_template_holds_no_style_script_or_handler_of_its_own():
    own = re.compile(
        r"""\sstyle=|<style|\son\w+=|hx-on|\|safe\b
        |<script(?![^>]*\bsrc=)(?![^>]*application/json)""",
        re.VERBOSE,
    )
    found = {name(path): own.findall(path.read_text("utf-8")) for path in TEMPLATES}

    assert TEMPLATES
    assert {path: what for path, what in found.items() if what} == {}


def test_selling_words_are_not_in_the_code():
    found = {
        (name(path), one) for path in CODE for one in named(path) if SELLING.search(one)
    }

    assert CODE
    assert found == set()


def named(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def test_made_up_identity_numbers_can_belong_to_no_one():
    """Area 990101 is given to nobody; the standard prints one example of its own."""
    found = {
        (name(path), number)
        for path in TRACKED
        if path.suffix in {".py", ".toml", ".csv", ".html", ".md", ".ts", ".json"}
        for number in (m.group() for m in PERSONAL.finditer(path.read_text("utf-8")))
        if not number.startswith(("990101", "81", "82", "83", "9"))
        and number.upper() not in STANDARDS_OWN
    }

    assert found == set()


def test_every_test_stands_beside_the_room_it_tests():
    """tests/renxin/patients/test_merge.py tests renxin/patients/merge.py."""
    strays = []
    for path in TRACKED:
        parts = path.relative_to(ROOT).parts
        if parts[:1] != ("tests",) or parts[1:2] not in {("renxin",), ("pulse",)}:
            continue
        if not path.name.startswith("test_"):
            continue
        room = ROOT.joinpath(*parts[1:-1])
        stem = path.stem.removeprefix("test_")
        if not mirrored(room, stem):
            strays.append(name(path))

    assert strays == []


def test_a_browser_is_driven_only_where_make_test_looks_for_it():
    driven = [
        name(path)
        for path in TRACKED
        if path.suffix == ".py" and "mark.browser" in path.read_text("utf-8")
    ]

    assert driven
    assert [one for one in driven if not one.startswith(IN_BROWSER)] == []


def mirrored(room, stem):
    """A module or package of that name, the package itself, or one side of a module."""
    names = {room.name} | {path.stem for path in room.glob("*") if path.stem[0] != "_"}
    return any(stem == one or stem.startswith(f"{one}_") for one in names)
