"""What a made-up visit holds besides: a plan, a score of pain, a check."""

from contextlib import suppress
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from renxin.demo.day.proposing import Course, courses, propose, show, sign
from renxin.demo.words import truth, words
from renxin.desk.refusal import Refusal
from renxin.plans.kinds import Reason
from renxin.plans.models import Plan, PriceItem
from renxin.safety import checklist
from renxin.safety.kinds import STRONG, WORST, Found, Half
from renxin.safety.models import InfectionCheck, PainScore
from renxin.safety.models.infection_check import Looked
from renxin.staff.models import Staff
from renxin.visits.kinds import Stage
from renxin.visits.models import StageEntry, Visit

NEARLY_NONE = (0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6)
PROPOSED, CHECKED = 0.3, 0.2
ALL, PART, LATER = 0.5, 0.65, 0.85
NOON_HOUR = 12


def care(entry: StageEntry, *, by: Staff, at: datetime, rng: Random) -> None:
    """What is natural where they stand; nobody is held up by any of it."""
    with suppress(Refusal), transaction.atomic():
        if entry.stage in (Stage.CONSULTATION, Stage.DIAGNOSIS):
            _propose(entry.visit, by=by, at=at, rng=rng)
        elif entry.stage == Stage.TREATMENT:
            _ask_pain(entry.visit, by=by, at=at, rng=rng)
            _check(entry.visit, by=by, at=at, rng=rng)


def score(rng: Random) -> tuple[int, str]:
    """From nought to ten, and what was done where it hurt badly."""
    if rng.random() >= truth()["safety"]["strong"]:
        return rng.choice(NEARLY_NONE), ""
    done = rng.choice(words("safety")["pain"]["done"])
    return rng.randint(STRONG, WORST - 1), done


def batch_of(code: str, at: datetime, half: Half) -> str:
    """As the steriliser prints it: house, day, run of the day."""
    return f"{code}{at:%y%m%d}-{1 if half == Half.MORNING else 2}"


def _ask_pain(visit: Visit, *, by: Staff, at: datetime, rng: Random) -> None:
    if rng.random() < truth()["safety"]["pain_asked"]:
        told, done = score(rng)
        PainScore.ask(visit, Stage.TREATMENT, told, done=done, by=by, at=at)


def _check(visit: Visit, *, by: Staff, at: datetime, rng: Random) -> None:
    """The instruments of a visit come from the batch of that half of the day."""
    if rng.random() >= CHECKED:
        return
    local = at.astimezone(ZoneInfo(visit.clinic.zone))
    half = Half.MORNING if local.hour < NOON_HOUR else Half.AFTERNOON
    items = checklist.items(checklist.current())
    found = {one.code: Found.PASSED for one in items}
    batch = batch_of(visit.clinic.code, local, half)
    looked = Looked(found=found, visit=visit, batch=batch)
    InfectionCheck.make(visit.clinic, looked, by=by, at=at)


def _propose(visit: Visit, *, by: Staff, at: datetime, rng: Random) -> None:
    course = _course_of(visit)
    if course is None or rng.random() >= PROPOSED:
        return
    plan = propose(visit, course, by=by, at=at)
    show(plan, at=at)
    drawn = rng.random()
    if drawn < PART:
        sign(plan, at=at, most=None if drawn < ALL else 1)
    elif drawn >= LATER:
        reason = rng.choice(list(Reason))
        said = rng.choice(words("plans")["declined"][reason])
        plan.decline(reason, note=said, expected=plan.version, by=by, at=at)


def _course_of(visit: Visit) -> Course | None:
    """What they come for, where nobody has proposed anything to them yet."""
    service = visit.appointment.service if visit.appointment else None
    day = visit.clinic.day_of(visit.began_at)
    if service is None or not PriceItem.objects.at(visit.clinic).on(day).exists():
        return None
    if Plan.objects.open().of(visit.patient.kept().record_ids()).exists():
        return None
    return next((one for one in courses() if one["service"] == service.code), None)
