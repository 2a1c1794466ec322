"""The house keeps its rooms small."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for package in ("renxin", "pulse", "benchmarks")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted(
    [*(ROOT / "templates").rglob("*.html"), *(ROOT / "renxin").rglob("*.html")]
)
SCRIPTS = sorted((ROOT / "web" / "src").rglob("*.ts"))


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*CODE, *SCRIPTS], ids=name)
def test_a_module_fits_on_a_few_screens(path):
    assert len(path.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_fits_on_two_screens(path):
    assert len(path.read_text("utf-8").splitlines()) <= 120


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_function_fits_on_one(path):
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 30
        and not within_a_test_of_speed(path)
    ]

    assert not too_long


def within_a_test_of_speed(path):
    """A benchmark tells one story from top to bottom and may be longer."""
    return "benchmarks" in path.parts
