"""The messages that protocols put out; whether they go is decided when they are due."""

from collections.abc import Sequence
from datetime import datetime

from renxin.patients.models import Purpose
from renxin.protocols.addressing import addresses
from renxin.protocols.kinds import Kind, WhyNot
from renxin.protocols.planning import agreed, stopping
from renxin.protocols.planning.step import Made, Step
from renxin.voice.kinds import Why
from renxin.voice.models import Message
from renxin.voice.outbox.subjects import standing_of

ENROLMENT = "enrolment"


def make(steps: Sequence[Step], *, at: datetime) -> list[Made]:
    if not steps:
        return []
    steps, made = _unsaid(steps)
    reached = addresses([(one.patient, one.clinic) for one in steps], at=at)
    made += [
        Made(one.due.enrolment_id, one.due.step_id, why_not=WhyNot.UNREACHABLE)
        for one in steps
        if one.patient.pk not in reached
    ]
    spoken = [one for one in steps if one.patient.pk in reached]
    blanks = agreed.blanks(spoken)
    drafts = [
        _message(one, *reached[one.patient.pk], blanks.get(one.due, {}), at=at)
        for one in spoken
    ]
    Message.put_out(drafts, at=at)
    ids = [draft.out_id for draft in drafts]
    kept = Message.objects.filter(out_id__in=ids).values_list("out_id", "pk")
    stored = dict(kept)
    return made + [
        Made(one.due.enrolment_id, one.step.pk, message_id=stored[draft.out_id])
        if draft.out_id in stored
        else Made(one.due.enrolment_id, one.step.pk, why_not=WhyNot.SAID)
        for one, draft in zip(spoken, drafts, strict=True)
    ]


def _unsaid(steps: Sequence[Step]) -> tuple[list[Step], list[Made]]:
    """What was said of that very time, or waits to be, is not said again.

    It may be of an earlier agreement, moved away and back, or of the days when booking
    wrote its reminders itself.
    """
    ahead = [one for one in steps if one.due.of]
    said = agreed.said(ahead) if ahead else {}
    fresh, made = [], []
    for one in steps:
        message = said.get((one.due.anchor_id, one.step.topic, one.due.comes_at))
        if message is None:
            fresh.append(one)
        elif message.of_no_step:
            found = Made(one.due.enrolment_id, one.step.pk, message_id=message.pk)
            made.append(found)
        else:
            found = Made(one.due.enrolment_id, one.step.pk, why_not=WhyNot.SAID)
            made.append(found)
    return fresh, made


def _message(
    one: Step, point: int, language: str, blanks: dict[str, str], *, at: datetime
) -> Message:
    recall = one.step.version.protocol.kind == Kind.RECALL
    about: tuple[str, int, datetime] = (ENROLMENT, one.due.enrolment_id, one.due.closes)
    if one.due.of and one.due.comes_at:
        about = (one.due.of.about, one.due.anchor_id, one.due.comes_at)
    return Message(
        patient=one.patient,
        clinic=one.clinic,
        contact_point_id=point,
        language=language,
        saying=one.step.topic,
        purpose=Purpose.RECALL if recall else Purpose.SVC_MSG,
        fields=blanks,
        about=about[0],
        about_id=about[1],
        about_at=about[2],
        not_before=at,
        not_after=one.due.closes,
    )


@standing_of(ENROLMENT)
def protocol_goes_on(message: Message, at: datetime) -> str:
    """They may have booked, come or answered since it was put out."""
    return Why.GONE if stopping.stops_now(message.about_id, at=at) else ""
