"""Chairs checked before each session; what was not in order was put right."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
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
from renxin.safety.models import CheckedItem, InfectionCheck, Remedied, Remedy
from renxin.safety.models.infection_check import Looked
from renxin.staff.models import Staff
from renxin.staff.roles import Role

BEFORE = {Half.MORNING: 8 * 60 + 15, Half.AFTERNOON: 13 * 60 + 15}
SOON = timedelta(hours=1)
INDICATOR, NOT_IN_ORDER = "indicator", "不合格：{}"


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
    """One chair a session, and every chair today; what is not long ago, by the verb."""
    history = []
    for number, (day, half) in enumerate(product(watch.days(), BEFORE)):
        check = _check(watch, day, half, number)
        if watch.is_lived(check.at):
            _make(watch, check)
        else:
            history.append(check)
    _copy(watch, history)
    for number, half in product(range(len(watch.people.chairs)), BEFORE):
        check = _check(watch, watch.today, half, number)
        if check.at < watch.now:
            _make(watch, check)


def _check(watch: Watch, day: date, half: Half, number: int) -> Check:
    chairs, at = watch.people.chairs, watch.hour(day, BEFORE[half])
    return Check(
        chair=chairs[number % len(chairs)],
        half=half,
        day=day,
        batch=batch_of(watch.clinic.code, at, half),
        by=watch.assistant(),
        at=at,
        failed=_failed(watch, day),
    )


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
    here = [watch.clinic.pk] * len(checks)
    columns: dict[str, list[Any]] = {
        "chair_id": [one.chair.pk for one in checks],
        "by_id": [one.by.pk for one in checks],
        "clinic_id": here,
        "version": [checklist.current()] * len(checks),
        "visit_id": [None] * len(checks),
        "remedy_id": _put_right(watch, checks),
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
    tell(
        InfectionChecked(
            at=one.at, by_id=one.by.pk, clinic_id=here[0], failed=int(bool(one.failed))
        )
        for one in checks
    )


def _put_right(watch: Watch, checks: list[Check]) -> list[int | None]:
    """What was owed for each that failed; all of it was done within the hour."""
    said = {one.code: one.zh for one in checklist.items(checklist.current())}
    notes = words("safety")["remedy"]["notes"]
    failed = [one for one in checks if one.failed]
    if not failed:
        return [None] * len(checks)
    owed = {
        "clinic_id": [watch.clinic.pk] * len(failed),
        "what": [NOT_IN_ORDER.format(said[one.failed]) for one in failed],
        "due_on": [one.day for one in failed],
        "owner_role": [Role.MANAGER.value] * len(failed),
        "made_by_id": [one.by.pk for one in failed],
        "made_at": [one.at for one in failed],
    }
    keys = copy(Remedy, owed)
    done = {
        "remedy_id": keys,
        "note": [watch.rng.choice(notes) for _one in failed],
        "by_id": [watch.manager.pk] * len(failed),
        "at": [one.at + SOON for one in failed],
    }
    copy(Remedied, done)
    left = iter(keys.to_pylist())
    return [next(left) if one.failed else None for one in checks]
