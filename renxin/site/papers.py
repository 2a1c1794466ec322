"""The documents that are written by the code: who reacts to what, who may do what."""

from collections.abc import Callable
from pathlib import Path

from django.apps import apps

from renxin.journal.book import reactions
from renxin.journal.facts import kinds
from renxin.site import doors, law_paper

DOCS = Path(__file__).resolve().parents[2] / "docs"


def reactions_table() -> str:
    lines = [
        "# Facts and reactions",
        "",
        "Generated from the code by `make docs`; a test keeps it fresh.",
        "",
        "| fact | what happened | who reacts |",
        "|---|---|---|",
    ]
    for name, kind in sorted(kinds.items()):
        if not apps.get_containing_app_config(kind.__module__):
            continue  # a demonstration's or a test's, known only while it runs
        heard = [
            f"`{one.__module__}.{one.__name__}`" for one in reactions.get(kind, [])
        ]
        told = (kind.__doc__ or "").strip().splitlines()[0]
        lines.append(f"| `{name}` | {told} | {', '.join(heard) or '–'} |")
    return "\n".join(lines) + "\n"


PAPERS: dict[str, Callable[[], str]] = {
    "reactions.md": reactions_table,
    "access.md": doors.as_table,
    "law-check.md": law_paper.text,
}


def write() -> None:
    for name, paper in PAPERS.items():
        (DOCS / name).write_text(paper(), "utf-8")
