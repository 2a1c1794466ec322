"""The house keeps its rooms small."""

import ast
from pathlib import Path

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


def test_a_module_fits_on_a_few_screens():
    assert longer_than(250, [*CODE, *SCRIPTS]) == {}


def test_a_template_fits_on_two_screens():
    assert longer_than(120, TEMPLATES) == {}


def longer_than(most, paths):
    assert paths
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    return {path: count for path, count in lines.items() if count > most}


def test_a_function_fits_on_one():
    too_long = {
        f"{name(path)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in CODE
        if not within_a_test_of_speed(path)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 30
    }

    assert too_long == {}


def within_a_test_of_speed(path):
    """A benchmark tells one story from top to bottom and may be longer."""
    return "benchmarks" in path.parts
