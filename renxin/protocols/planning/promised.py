"""The promises that protocols make, through the door of the promises."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation

from renxin.promises import batch
from renxin.promises.batch import Wanted
from renxin.promises.kinds import RINGS
from renxin.promises.terms import Terms
from renxin.promises.windows import next_call
from renxin.protocols.kinds import WhyNot
from renxin.protocols.planning.step import Made, Step
from renxin.protocols.words import said, scripts

AT_LEAST = timedelta(hours=2)


def make(steps: Sequence[Step], *, at: datetime) -> list[Made]:
    """One for each, but for whom may not be contacted."""
    if not steps:
        return []
    words = scripts({one.step.topic for one in steps}, at=at)
    with translation.override(settings.LANGUAGE_CODE):
        wanted = [_wanted(one, words.get(one.step.topic, ""), at=at) for one in steps]
    made = batch.make_each(wanted, by=None, at=at)
    return [
        Made(one.due.enrolment_id, one.due.step_id, promise_id=promise.pk)
        if promise
        else Made(one.due.enrolment_id, one.due.step_id, why_not=WhyNot.NOT_ALLOWED)
        for one, promise in zip(steps, made, strict=True)
    ]


def _wanted(one: Step, words: str, *, at: datetime) -> Wanted:
    step, zone = one.step, one.clinic.zone
    due_from = next_call(at, zone) if step.promise_kind in RINGS else at
    terms = Terms(
        kind=step.promise_kind,
        what=step.what,
        why=f"{step.version.protocol.code} {step.version.name}",
        words=said(words, one.patient, one.clinic),
        due_from=due_from,
        due_at=max(one.due.closes, due_from + AT_LEAST),
        owner_role=step.owner_role,
    )
    return Wanted(one.patient.pk, one.clinic, terms)
