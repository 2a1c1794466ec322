"""Chairs checked before each session; what was not in order was put right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from renxin.clinics.models import Chair
from renxin.demo.day.caring import batch_of
from renxin.demo.loading.copying import copy
from renxin.demo.loading.timeline import tell
from renxin.demo.loading.watch import A_WEEK, Watch
from renxin.demo.words import truth, words
from renxin.safety import checklist
from renxin.safety.facts import InfectionChecked
from renxin.safety.kinds import Found, Half
from renxin.safety.models import CheckedItem, InfectionCheck
from renxin.safety.models.infection_check import Looked
from renxin.staff.models import Staff

BEFORE = {Half.MORNING: 8 * 60 + 15, Half.AFTERNOON: 13 * 60 + 15}
SOON = timedelta(hours=1)
INDICATOR = "indicator"


@dataclass(frozen=True)
class Check:
    """One chair looked at before one session; a code where something was wrong."""

    chair: Chair
    half: Half
    day: date
    batch: str
    by: Staff
    at: datetime
    failed: str = ""

    @property
    def found(self) -> dict[str, str]:
        items = checklist.items(checklist.current())
        return {
            one.code: Found.FAILED if one.code == self.failed else Found.PASSED
            for one in items
        }


def write(watch: Watch) -> None:
    """What was in order long ago is history; all else goes through the verb."""
    history = []
    for day in [*watch.days(), watch.today]:
        for half, minute in BEFORE.items():
            at = watch.hour(day, minute)
            if at > watch.now or not watch.people.chairs:
                continue
            check = _check(watch, day, half, at)
            if check.failed or watch.is_lived(at):
                _make(watch, check)
            else:
                history.append(check)
    _copy(watch, history)


def _check(watch: Watch, day: date, half: Half, at: datetime) -> Check:
    chairs = watch.people.chairs
    chair = chairs[(day.toordinal() * 2 + (half == Half.AFTERNOON)) % len(chairs)]
    batch = batch_of(watch.clinic.code, at, half)
    failed = _failed(watch, day)
    return Check(chair, half, day, batch, watch.assistant(), at, failed)


def _failed(watch: Watch, day: date) -> str:
    """Now and then anything; in one week the steriliser, again and again."""
    told = truth()["safety"]
    monday = watch.today - timedelta(days=watch.today.weekday())
    begins = monday - told["fault_weeks_ago"] * A_WEEK
    is_fault = watch.house == told["fault_house"] and begins <= day < begins + A_WEEK
    if is_fault:
        return INDICATOR if watch.happens("fault") else ""
    if not watch.happens("failed"):
        return ""
    return watch.rng.choice(checklist.items(checklist.current())).code


def _make(watch: Watch, check: Check) -> None:
    looked = Looked(
        found=check.found, chair=check.chair, half=check.half, batch=check.batch
    )
    made = InfectionCheck.make(watch.clinic, looked, by=check.by, at=check.at)
    if made.remedy and check.at + SOON < watch.now:
        note = watch.rng.choice(words("safety")["remedy"]["notes"])
        made.remedy.put_right(note=note, by=watch.manager, at=check.at + SOON)


def _copy(watch: Watch, checks: list[Check]) -> None:
    if not checks:
        return
    columns: dict[str, list[Any]] = {
        "chair_id": [one.chair.pk for one in checks],
        "by_id": [one.by.pk for one in checks],
        "clinic_id": [watch.clinic.pk] * len(checks),
        "version": [checklist.current()] * len(checks),
        "visit_id": [None] * len(checks),
    }
    names = ("half", "day", "batch", "at")
    columns |= {name: [getattr(one, name) for one in checks] for name in names}
    keys = copy(InfectionCheck, columns).to_pylist()
    rows = [
        (key, code, found)
        for key, check in zip(keys, checks, strict=True)
        for code, found in check.found.items()
    ]
    of, codes, found = map(list, zip(*rows, strict=True))
    copy(CheckedItem, {"check_of_id": of, "code": codes, "found": found})
    here = watch.clinic.pk
    tell(InfectionChecked(at=one.at, by_id=one.by.pk, clinic_id=here) for one in checks)
