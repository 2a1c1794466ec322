"""Which sentences the code and the templates ask the catalogues for."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# What each function takes: its context first, its plural last.
SHAPES = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(({LITERAL}(?:\s*,\s*{LITERAL})*)")
STRING = re.compile(LITERAL)


@dataclass(frozen=True, order=True)
class Message:
    """A sentence to translate; the same words in another context are another."""

    msgid: str
    context: str = ""
    plural: str = ""


def in_python(source: str) -> Iterator[Message]:
    tree = ast.parse(source)
    names = known_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        if isinstance(function, ast.Name):
            name = names.get(function.id, "")
        texts = [
            argument.value if isinstance(argument, ast.Constant) else None
            for argument in node.args
        ]
        yield from message(shape_of(name), texts)


def known_names(tree: ast.Module) -> dict[str, str]:
    """What the translation functions are called in this module."""
    names = {"_": "gettext"} | {name: name for name in SHAPES}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if shape_of(alias.name):
                    names[alias.asname or alias.name] = alias.name
    return names


def shape_of(name: str) -> tuple[str, ...]:
    return SHAPES.get(name.removesuffix("_lazy").removesuffix("_noop"), ())


def in_template(source: str) -> Iterator[Message]:
    for call in CALL.finditer(templatize(source)):
        name = "gettext" if call[1] == "_" else call[1]
        texts = [ast.literal_eval(text) for text in STRING.findall(call[2])]
        yield from message(SHAPES[name], texts)


def message(shape: tuple[str, ...], texts: Sequence[object]) -> Iterator[Message]:
    given = texts[: len(shape)]
    if shape and len(given) == len(shape) and all(given):
        yield Message(
            **{key: str(text) for key, text in zip(shape, given, strict=True)}
        )


def in_folder(folder: Path) -> Iterator[Message]:
    """Every sentence under a folder: its modules, its templates."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from in_template(path.read_text(encoding="utf-8"))
