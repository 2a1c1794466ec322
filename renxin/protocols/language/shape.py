"""Whether a text has the shape of a protocol, by the schema that editors read too.

Of JSON Schema only the words that ``protocol.schema.json`` uses are known here; a
test holds the two together.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from renxin.protocols.language.reading import Problem, Value

Schema = dict[str, Any]
KINDS: dict[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}


@cache
def schema() -> Schema:
    file = Path(__file__).with_name("protocol.schema.json")
    told: Schema = json.loads(file.read_text("utf-8"))
    return told


def problems(value: Value) -> list[Problem]:
    return list(_misfits(value, schema(), ""))


def _misfits(value: Value, asked: Schema, name: str) -> Iterator[Problem]:
    asked = _followed(asked)
    if "oneOf" in asked:
        asked = _which(value, asked["oneOf"])
    kind = asked.get("type")
    if kind and not _is(value.plain, kind):
        yield Problem(value.line, _wrong_kind(kind, name))
    elif kind == "object":
        yield from _in_table(value, asked)
    elif kind == "array":
        yield from _in_list(value, asked, name)
    else:
        yield from _in_word(value, asked, name)


def _in_table(value: Value, asked: Schema) -> Iterator[Problem]:
    known = asked.get("properties", {})
    others = asked.get("additionalProperties", True)
    for name in asked.get("required", ()):
        if name not in value.table:
            told = {"name": name}
            yield Problem(value.line, _("“%(name)s” is missing here.") % told)
    for name, one in value.table.items():
        if name in known:
            yield from _misfits(one, known[name], name)
        elif others is False:
            told = {"name": name, "known": ", ".join(known)}
            sentence = _("“%(name)s” is not known here. Known are: %(known)s.")
            yield Problem(value.lines[name], sentence % told)
        elif isinstance(others, dict):
            yield from _misfits(one, others, name)


def _in_list(value: Value, asked: Schema, name: str) -> Iterator[Problem]:
    least, most = asked.get("minItems", 0), asked.get("maxItems", len(value.items))
    if not least <= len(value.items) <= most:
        told = {"name": name, "least": least, "most": most}
        sentence = _("“%(name)s” takes %(least)s to %(most)s lines.")
        yield Problem(value.line, sentence % told)
    for one in value.items:
        yield from _misfits(one, asked.get("items", {}), name)


def _in_word(value: Value, asked: Schema, name: str) -> Iterator[Problem]:
    plain, told = value.plain, {"name": name}
    if "enum" in asked and plain not in asked["enum"]:
        told["known"] = ", ".join(asked["enum"])
        yield Problem(value.line, _("“%(name)s” is one of: %(known)s.") % told)
    if isinstance(plain, str) and not _fits(plain, asked):
        told["how"] = asked.get("description", "")
        yield Problem(value.line, _("“%(name)s” is written otherwise. %(how)s") % told)
    if isinstance(plain, int) and not isinstance(plain, bool):
        least, most = asked.get("minimum", plain), asked.get("maximum", plain)
        if not least <= plain <= most or plain % asked.get("multipleOf", 1):
            told |= {"least": least, "most": most}
            sentence = _("“%(name)s” is a number from %(least)s to %(most)s.")
            yield Problem(value.line, sentence % told)


def _fits(text: str, asked: Schema) -> bool:
    long_enough = asked.get("minLength", 0) <= len(text.strip())
    short_enough = len(text) <= asked.get("maxLength", len(text))
    return (
        long_enough and short_enough and bool(re.search(asked.get("pattern", ""), text))
    )


def _is(plain: Any, kind: str) -> bool:
    return type(plain) is KINDS[kind]


def _wrong_kind(kind: str, name: str) -> str:
    told = {"name": name}
    if kind == "object":
        return _("“%(name)s” takes names with values under it.") % told
    if kind == "array":
        return _("“%(name)s” takes a list: [one, two], or lines with dashes.") % told
    if kind == "integer":
        return _("“%(name)s” is a whole number.") % told
    if kind == "boolean":
        return _("“%(name)s” is true or false.") % told
    return _("“%(name)s” is a word or a sentence.") % told


def _which(value: Value, choices: list[Schema]) -> Schema:
    """The likest: its own key is there, and most of the rest; it then complains."""
    followed = [_followed(one) for one in choices]
    for one in followed:
        if one.get("type") != "object" and _is(value.plain, one["type"]):
            return one

    def likeness(one: Schema) -> tuple[bool, int]:
        needed = one.get("required", [""])
        there = [name in value.table for name in needed]
        return there[0], sum(there)

    return max(followed, key=likeness)


def _followed(asked: Schema) -> Schema:
    if "$ref" in asked:
        found: Schema = schema()["$defs"][asked["$ref"].rpartition("/")[2]]
        return found
    return asked
