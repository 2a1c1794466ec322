"""`renxin lint-wording`: what the law check finds in a text; 1 if it cannot be said.

It asks no database: a text is checked where it is written, in an editor or a pipeline.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from renxin.site.words import terminal
from renxin.site.words.terminal import gettext as _
from renxin.voice.law.checking import Finding, check
from renxin.voice.law.kinds import Severity, Surface
from renxin.voice.law.pack import HOME, names, pack

# What is read of a file; nothing anybody says to a patient is longer.
MOST = 1_000_000


def main(arguments: Sequence[str]) -> int:
    asked = _asked(arguments)
    try:
        text = _text(asked.file)
    except (OSError, UnicodeDecodeError) as trouble:
        told = {"file": asked.file, "trouble": trouble}
        print(_("%(file)s cannot be read: %(trouble)s") % told, file=sys.stderr)
        return 2
    found = check(text, asked.surface, on=asked.on, under=asked.pack)
    if asked.json:
        print(json.dumps(_as_json(found, asked), ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(_line(one, text, asked.file))
        print(_sum(found, asked.pack))
    return 1 if any(one.severity == Severity.BLOCK for one in found) else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("renxin lint-wording")
    parser.add_argument("file", help=_("a text in UTF-8; - reads what is piped in"))
    parser.add_argument(
        "--surface",
        choices=Surface.values,
        default=Surface.AD.value,
        help=_("where it is said; ad, the strictest, unless told"),
    )
    parser.add_argument(
        "--pack", choices=names(), default=HOME, help=_("whose law it is held to")
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        help=_("the day it is said, like 2026-11-22; today unless told"),
    )
    parser.add_argument("--json", action="store_true", help=_("answer in JSON"))
    return parser.parse_args(arguments)


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read(MOST)
    with Path(file).open(encoding="utf-8") as source:
        return source.read(MOST)


def _as_json(found: Sequence[Finding], asked: argparse.Namespace) -> dict[str, object]:
    words = ("zh", "en", "better_zh", "better_en", "is_verified")
    return {
        "pack": pack(asked.pack).edition,
        "surface": asked.surface,
        "on": asked.on.isoformat(),
        "findings": [
            one.kept() | {name: getattr(one, name) for name in words} for one in found
        ],
    }


def _line(one: Finding, text: str, file: str) -> str:
    before = text[: one.start]
    line, column = before.count("\n") + 1, one.start - before.rfind("\n")
    read = "" if one.raw == one.plain else f" ({one.plain})"
    chinese = terminal.chosen(os.environ) == terminal.CHINESE
    why = one.zh if chinese else one.en
    law = one.law_zh if chinese else one.law_en
    better = one.better_zh if chinese else one.better_en
    where = f"{file}:{line}:{column}: {one.severity.value} {one.rule}"
    return f"{where} “{one.raw}”{read} {why} [{law}]\n    → {better}"


def _sum(found: Sequence[Finding], name: str) -> str:
    counts = {
        grave.name.lower(): sum(one.severity == grave for one in found)
        for grave in Severity
    }
    sentence = _(
        "%(block)s cannot be said, %(review)s need a second person, %(warn)s to mind."
        " Rules %(edition)s: our reading, not verified by a lawyer."
    )
    return sentence % (counts | {"edition": pack(name).edition})
