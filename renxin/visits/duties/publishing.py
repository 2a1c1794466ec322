"""The checklists of the house: where they start, and how a new version comes out."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from renxin.clinics.models import Clinic
from renxin.desk.rules import refusing
from renxin.staff.models import Staff
from renxin.visits.kinds import Asks
from renxin.visits.models import Checklist, Duty
from renxin.visits.refusals import (
    ChangedMeanwhile,
    NotForTheWholeHouse,
    NothingToPublish,
)

SETS_UP = "visits.set_up"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One duty as it shall read; without a code it is a new one."""

    zh: str
    en: str
    standard: str
    asks: str = Asks.WORD
    is_required: bool = True
    code: str = ""


@transaction.atomic
def publish(
    read: Checklist,
    lines: Sequence[Line],
    *,
    here: Clinic | None = None,
    by: Staff,
    at: datetime,
) -> Checklist:
    """Let another version hold from now on; what was done stays under the old one.

    ``read`` is the version the new one was written from; ``here`` makes it this
    clinic's own, which from then on goes before the house's.
    """
    if not all(line.zh.strip() and line.en.strip() for line in lines):
        raise NothingToPublish
    clinic = _reach(read, here, by=by)
    last = _last(read, clinic)
    new = Checklist(
        clinic=clinic,
        stage=read.stage,
        role=read.role,
        version=last.version + 1 if last else 1,
        valid_from=at,
        by=by,
    )
    with refusing({"checklist_version_once": ChangedMeanwhile}):
        new.save(force_insert=True)
    _write(new, lines)
    return new


def _reach(read: Checklist, here: Clinic | None, *, by: Staff) -> Clinic | None:
    """Where it will hold; nobody writes for clinics where they do not set up."""
    clinic = read.clinic or here
    if clinic is None and by.clinics_with(SETS_UP) is not None:
        raise NotForTheWholeHouse
    return clinic


def _last(read: Checklist, clinic: Clinic | None) -> Checklist | None:
    """The version to go on from, unless one came out that was not read."""
    same = Checklist.objects.filter(clinic=clinic, stage=read.stage, role=read.role)
    last = same.order_by("-version").first()
    if last and last.pk != read.pk and last.valid_from > read.valid_from:
        raise ChangedMeanwhile
    return last


def furnish(*, at: datetime) -> int:
    """Give a house that has no checklists those it starts with."""
    if Checklist.objects.exists():
        return 0
    file = Path(__file__).with_name("duties.toml")
    found = tomllib.loads(file.read_text("utf-8"))["checklist"]
    for told in found:
        first = Checklist.objects.create(
            stage=told["stage"], role=told["role"], version=1, valid_from=at, by=None
        )
        _write(first, [Line(**line) for line in told["duties"]])
    return len(found)


def _write(checklist: Checklist, lines: Sequence[Line]) -> None:
    """A new duty takes its code from where it was first written."""
    Duty.objects.bulk_create(
        Duty(
            checklist=checklist,
            code=line.code or f"v{checklist.pk}-{position}",
            position=position,
            zh=line.zh.strip(),
            en=line.en.strip(),
            standard=line.standard,
            asks=line.asks,
            is_required=line.is_required,
        )
        for position, line in enumerate(lines, 1)
    )
