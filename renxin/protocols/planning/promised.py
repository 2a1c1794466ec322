"""The promises that protocols make, through the door of the promises."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation

from renxin.promises import batch
from renxin.promises.batch import Wanted
from renxin.promises.kinds import RINGS
from renxin.promises.terms import Terms
from renxin.promises.windows import next_opening
from renxin.protocols.kinds import WhyNot
from renxin.protocols.planning import agreed
from renxin.protocols.planning.step import Made, Step
from renxin.protocols.words import said, scripts
from renxin.voice.wordings.filling import fill

AT_LEAST = timedelta(hours=2)
LONGEST = 120  # characters of what is promised
TOO_LATE = WhyNot.TOO_LATE


def make(steps: Sequence[Step], *, at: datetime) -> list[Made]:
    """One for each, but for whom may not be contacted, or not in time."""
    if not steps:
        return []
    words = scripts({one.step.topic for one in steps}, at=at)
    blanks = agreed.blanks(steps)
    zones = {one.clinic.zone for one in steps}
    opens = {zone: next_opening(at, zone) for zone in zones}
    timely: list[tuple[Step, Wanted]] = []
    late: list[Made] = []
    with translation.override(settings.LANGUAGE_CODE):
        for one in steps:
            window = _window(one, opens[one.clinic.zone], at=at)
            if window is None:
                due = one.due
                late.append(Made(due.enrolment_id, due.step_id, why_not=TOO_LATE))
                continue
            told = blanks.get(one.due, {}) | {"script": words.get(one.step.topic, "")}
            timely.append((one, _wanted(one, told, window)))
    return late + _made(timely, at=at)


def _made(timely: Sequence[tuple[Step, Wanted]], *, at: datetime) -> list[Made]:
    made = batch.make_each([wanted for _one, wanted in timely], by=None, at=at)
    pairs = [(one, promise) for (one, _), promise in zip(timely, made, strict=True)]
    agreed.call([(one, promise) for one, promise in pairs if promise])
    return [
        Made(one.due.enrolment_id, one.due.step_id, promise_id=promise.pk)
        if promise
        else Made(one.due.enrolment_id, one.due.step_id, why_not=WhyNot.NOT_ALLOWED)
        for one, promise in pairs
    ]


def _window(
    one: Step, opens: datetime, *, at: datetime
) -> tuple[datetime, datetime] | None:
    """From when we ring next, where it is a call; None is too late."""
    if one.due.of:
        return agreed.window(one.due, opens)
    due_from = opens if one.step.promise_kind in RINGS else at
    return due_from, max(one.due.closes, due_from + AT_LEAST)


def _wanted(
    one: Step, told: dict[str, str], window: tuple[datetime, datetime]
) -> Wanted:
    step = one.step
    terms = Terms(
        kind=step.promise_kind,
        what=fill(step.what, told)[:LONGEST],
        why=f"{step.version.protocol.code} {step.version.name}",
        words=said(told["script"], one.patient, one.clinic, told),
        due_from=window[0],
        due_at=window[1],
        owner_role=step.owner_role,
    )
    return Wanted(one.patient.pk, one.clinic, terms)
