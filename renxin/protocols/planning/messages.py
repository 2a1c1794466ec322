"""The messages that protocols put out; whether they go is decided when they are due."""

from collections.abc import Sequence
from datetime import datetime

from renxin.patients.models import Purpose
from renxin.protocols.addressing import addresses
from renxin.protocols.kinds import Kind, WhyNot
from renxin.protocols.planning import stopping
from renxin.protocols.planning.step import Made, Step
from renxin.voice.kinds import Why
from renxin.voice.models import Message
from renxin.voice.outbox.subjects import standing_of

ENROLMENT = "enrolment"


def make(steps: Sequence[Step], *, at: datetime) -> list[Made]:
    if not steps:
        return []
    reached = addresses([(one.patient, one.clinic) for one in steps], at=at)
    made = [
        Made(one.due.enrolment_id, one.due.step_id, why_not=WhyNot.UNREACHABLE)
        for one in steps
        if one.patient.pk not in reached
    ]
    spoken = [one for one in steps if one.patient.pk in reached]
    drafts = [_message(one, *reached[one.patient.pk], at=at) for one in spoken]
    Message.put_out(drafts, at=at)
    ids = [draft.out_id for draft in drafts]
    kept = Message.objects.filter(out_id__in=ids).values_list("out_id", "pk")
    stored = dict(kept)
    return made + [
        Made(one.due.enrolment_id, one.due.step_id, message_id=stored[draft.out_id])
        for one, draft in zip(spoken, drafts, strict=True)
    ]


def _message(one: Step, point: int, language: str, *, at: datetime) -> Message:
    recall = one.step.version.protocol.kind == Kind.RECALL
    return Message(
        patient=one.patient,
        clinic=one.clinic,
        contact_point_id=point,
        language=language,
        saying=one.step.topic,
        purpose=Purpose.RECALL if recall else Purpose.SVC_MSG,
        about=ENROLMENT,
        about_id=one.due.enrolment_id,
        about_at=one.due.closes,
        not_before=at,
        not_after=one.due.closes,
    )


@standing_of(ENROLMENT)
def protocol_goes_on(message: Message, at: datetime) -> str:
    """They may have booked, come or answered since it was put out."""
    return Why.GONE if stopping.stops_now(message.about_id, at=at) else ""
