"""`renxin import`: a file of another system taken in from the command line."""

import argparse
import glob
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.exchange import guess, intake, refused
from renxin.exchange.intake import SOURCE, Arrival, NoFile
from renxin.exchange.kinds import Kind
from renxin.exchange.models import Import
from renxin.exchange.reading.fhir import FORMATS
from renxin.exchange.reading.mapping import BadMapping, Mapping
from renxin.exchange.run import carry_out, preview
from renxin.staff.models import Staff

DONE, TURNED_AWAY = 0, 1
IN_FOLDERS = ("*.json", "*.json.gz", "*.ndjson", "*.ndjson.gz")
COUNTS = ("rows", "new", "changed", "same", "refused")


def main(arguments: Sequence[str] | None = None) -> int:
    """Take a file in and say what became of it; 1 when it was turned away."""
    asked = _parser().parse_args(arguments)
    with translation.override(asked.language):
        try:
            taken = _take(asked)
        except (Refusal, OSError) as trouble:
            print(str(trouble), file=sys.stderr)
            return TURNED_AWAY
        if asked.json:
            print(json.dumps(result(taken), ensure_ascii=False))
        else:
            print("\n".join(_table(taken)))
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="renxin import",
        description="Take in what another system exported: CSV, Excel or FHIR R4.",
    )
    parser.add_argument("file", help="a file, a folder, or a pattern in quotes")
    parser.add_argument("--kind", choices=Kind.values, help="what one row tells of")
    parser.add_argument("--map", type=Path, help="how the columns are read, as TOML")
    parser.add_argument("--source", default="", help="the system it comes from")
    parser.add_argument(
        "--clinic", default="", help="code of the clinic rows belong to"
    )
    parser.add_argument("--by", default="", help="sign-in name of whoever imports")
    parser.add_argument("--dry-run", action="store_true", help="count, change nothing")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument(
        "--language",
        choices=("zh-hans", "en"),
        default=translation.get_language() or "zh-hans",
        help="the language of the reasons",
    )
    return parser


def _take(asked: argparse.Namespace) -> Import:
    paths = _paths(asked.file)
    wish = _wish(asked)
    at = timezone.now()
    arrival = Arrival(
        paths=paths,
        name=asked.file.rstrip("/"),
        clinic=_clinic(asked.clinic or (wish.clinic if wish else "")),
        by=_by(asked.by),
        at=at,
    )
    taken = intake.receive(arrival, wish)
    layout = _layout(asked, taken, wish)
    taken = intake.resumed(taken, layout)
    if asked.dry_run:
        preview(taken, at=at)
    else:
        intake.approve(taken, at=at)
        carry_out(taken, at=at)
    return taken


def _paths(said: str) -> list[Path]:
    path = Path(said)
    if path.is_dir():
        found = {one for pattern in IN_FOLDERS for one in path.glob(pattern)}
    elif path.exists():
        found = {path}
    else:
        found = {Path(one) for one in glob.glob(said)}  # noqa: PTH207  (may be absolute)
    files = sorted(one for one in found if one.is_file())
    if not files:
        raise NoFile(_("There is no file at %(path)s.") % {"path": said})
    return files


def _wish(asked: argparse.Namespace) -> Mapping | None:
    if asked.map is None:
        return None
    wish = Mapping.read(asked.map.read_text("utf-8"))
    if asked.kind and asked.kind != wish.kind:
        raise BadMapping(
            _("The mapping is for %(kind)s, not for %(asked)s.")
            % {"kind": wish.kind, "asked": asked.kind}
        )
    return wish


def _layout(asked: argparse.Namespace, taken: Import, wish: Mapping | None) -> Mapping:
    layout = wish or intake.suggested(taken)
    if asked.kind and layout.kind != asked.kind:
        layout = guess.mapping_for(asked.kind, taken.shape["header"])
    lacking = layout.lacking()
    if lacking and taken.shape["shape"]["format"] not in FORMATS:
        raise BadMapping(
            _("No column was recognised as %(fields)s. Say which with --map.")
            % {"fields": ", ".join(lacking)}
        )
    return replace(layout, source=asked.source or layout.source or SOURCE)


def _clinic(code: str) -> Clinic:
    clinics = Clinic.objects.order_by("pk")
    found = clinics.filter(code=code).first() if code else None
    if found is None and not code and clinics.count() == 1:
        found = clinics.first()
    if found is None:
        raise Refusal(
            _("Say with --clinic which clinic the rows belong to: %(codes)s.")
            % {"codes": ", ".join(clinic.code for clinic in clinics) or "–"}
        )
    return found


def _by(username: str) -> Staff | None:
    if not username:
        return None
    staff: Staff | None = Staff.objects.filter(
        username=username, is_active=True
    ).first()
    if staff is None or not staff.may("imports.run"):
        raise Refusal(_("%(name)s may not run imports.") % {"name": username})
    return staff


def result(taken: Import) -> dict[str, Any]:
    """The counts over all kinds, and the file of the refused rows."""
    counts: dict[str, Any] = {name: taken.count(name) for name in COUNTS}
    files = [refused.file_of(taken, kind) for kind in taken.counts]
    there = [str(path) for path in files if path.exists()]
    return counts | {"refused_file": there[0] if there else None}


def _table(taken: Import) -> list[str]:
    heads = (_("rows"), _("new"), _("changed"), _("same"), _("refused"))
    lines = ["".join(f"{head:>12}" for head in ("", *heads))]
    for kind, counts in taken.counts.items():
        numbers = "".join(f"{counts[name]:>12,}" for name in COUNTS)
        lines.append(f"{Kind(kind).label!s:>12}{numbers}")
    for kind, counts in taken.counts.items():
        if counts.get("bare"):
            lines.append(
                _("%(count)s people are known only by their number.")
                % {"count": f"{counts['bare']:,}"}
            )
        path = refused.file_of(taken, kind)
        if path.exists():
            lines.append(_("Refused rows: %(path)s") % {"path": path})
    if taken.previewed_at and not taken.ended_at:
        lines.append(_("This was a dry run: nothing was changed."))
    return lines
