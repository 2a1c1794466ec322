"""From text to plain values that know their line; nothing is built, run or repeated.

YAML can name types to be made and can say "the same as above" until a page of it
fills the memory. Neither is needed here, so neither is read.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _

LARGEST = 64 * 1024  # bytes
MOST_PARTS, DEEPEST = 5000, 12
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}\Z")
WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Problem:
    """What cannot be understood, in which line, and what to do about it."""

    line: int
    sentence: str | LazyText


class Unreadable(Exception):
    """The text is no protocol; every problem found in it, in order."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.line}: {one.sentence}" for one in problems))
        self.problems = sorted(problems, key=lambda one: one.line)


@dataclass(frozen=True)
class Value:
    """A text, a number, yes or no, a list or a table, and where it stands."""

    line: int
    plain: Any
    items: tuple["Value", ...] = ()
    table: dict[str, "Value"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read(text: str) -> Value:
    if len(text.encode()) > LARGEST:
        told = {"kb": LARGEST // 1024}
        raise _at(1, _("This is too long: a protocol has at most %(kb)s kB.") % told)
    try:
        _check(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(error.position, 0)) + 1
        raise _at(line, _("There is a character here that no text has.")) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _at(line, _sentence_of(error)) from error
    if node is None:
        raise _at(1, _("Nothing is written here yet."))
    return _value(node)


def _check(text: str) -> None:
    """Look at the stream of parts, before anything is put together from them."""
    depth = documents = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = getattr(event.start_mark, "line", 0) + 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _at(line, _("“&” and “*” are not read here. Write it out again."))
        if getattr(event, "tag", None):
            raise _at(line, _("“!” is not read here. Write plain words."))
        if documents > 1:
            raise _at(line, _("One text is one protocol. Take out the line “---”."))
        if depth > DEEPEST or number > MOST_PARTS:
            raise _at(line, _("This is too much for one protocol."))


def _value(node: yaml.Node) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _table(node, line)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(one) for one in node.value)
        return Value(line, [one.plain for one in items], items=items)
    return Value(line, _scalar(node))


def _table(node: yaml.MappingNode, line: int) -> Value:
    table: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if not name:
            raise _at(at, _("A name is missing before the colon."))
        if name in table:
            told = {"name": name}
            raise _at(at, _("“%(name)s” stands here twice. Keep one.") % told)
        table[name], lines[name] = _value(value), at
    plain = {name: one.plain for name, one in table.items()}
    return Value(line, plain, table=table, lines=lines)


def _scalar(node: yaml.Node) -> Any:
    """Words stay words: only whole numbers, true and false are anything else."""
    text = str(node.value)
    if getattr(node, "style", None):
        return text
    if WHOLE_NUMBER.match(text):
        return int(text)
    return WORDS.get(text, text)


def _sentence_of(error: yaml.MarkedYAMLError) -> str:
    what = str(error.problem or error.context or "")
    if "\\t" in what or "'\t'" in what:
        return _("There is a tab here. Indent with blanks.")
    if "mapping values" in what:
        return _("Two names in one line, or words with a colon: put them in quotes.")
    if "expected <block end>" in what or "could not find expected ':'" in what:
        return _("The indentation or a colon is wrong here, or in the line above.")
    return _("This line cannot be read. Look at quotes, brackets and indentation.")


def _at(line: int, sentence: str) -> Unreadable:
    return Unreadable(Problem(line, sentence))
