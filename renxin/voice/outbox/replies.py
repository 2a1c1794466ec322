"""What people write back: a stop is heeded at once, a yes noted, the rest is read."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from renxin.clinics.models import Clinic
from renxin.journal import book
from renxin.patients.models import ContactPoint, Patient, Reach
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.models.contact import refused_of
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.voice.facts import Replied, Stopped
from renxin.voice.kinds import Meaning
from renxin.voice.models import Dispatch, Message, Reply, Stop
from renxin.voice.outbox import policy
from renxin.voice.outbox.numbers import reached
from renxin.voice.outbox.reading import meaning_of
from renxin.voice.outbox.subjects import agreements

ANSWERED_WITHIN = timedelta(hours=4)
LENGTH = 500


@transaction.atomic
def hear(
    channel: str,
    family: str,
    point: ContactPoint,
    words: str,
    *,
    outside_id: str,
    at: datetime,
) -> Reply:
    """Take in one reply, once however often it comes."""
    last = _last_said(channel, point, at=at)
    patient = _who(point, last)
    reply, new = Reply.objects.get_or_create(
        channel=channel,
        outside_id=outside_id[:80],
        defaults={
            "contact_point": point,
            "patient": patient,
            "message": last,
            "words": words[:LENGTH],
            "meaning": meaning_of(words),
            "at": at,
        },
    )
    if new:
        _act(reply, family, at=at)
        _tell(reply, at=at)
    return reply


def _last_said(channel: str, point: ContactPoint, *, at: datetime) -> Message | None:
    """The latest that went there by this channel, which is what they answer."""
    sent = Dispatch.objects.filter(reached(point), channel=channel, at__lte=at)
    last = sent.order_by("-at", "-pk").select_related("message__patient").first()
    return last.message if last else None


def _who(point: ContactPoint, last: Message | None) -> Patient | None:
    if last and last.patient:
        return last.patient.kept()
    own = Reach.objects.in_use().filter(contact_point=point, whose=Reach.Whose.OWN)
    found = [one.patient.kept() for one in own.select_related("patient")[:2]]
    return found[0] if len(found) == 1 else None


def _act(reply: Reply, family: str, *, at: datetime) -> None:
    if reply.meaning == Meaning.STOP:
        stop(reply, family, at=at)
        return
    message = reply.message
    agreed = agreements.get(message.about) if message else None
    if reply.meaning == Meaning.CONFIRM and message and agreed and agreed(message, at):
        return
    reply.promise = _promise(reply, at=at)
    reply.save(update_fields=["promise"])


def stop(reply: Reply, family: str, *, at: datetime) -> list[Stop]:
    """Nothing that advertises, by whatever channel; and nothing of this kind by this.

    It holds for the number, and for the person if it is known who wrote.
    """
    wanted = {(purpose, "") for purpose in policy.marketing()}
    if reply.message and reply.message.purpose not in policy.marketing():
        wanted.add((reply.message.purpose, family))
    stops = [
        Stop(
            contact_point=reply.contact_point,
            patient=reply.patient,
            purpose=purpose,
            channel=channel,
            reply=reply,
            at=at,
        )
        for purpose, channel in sorted(wanted)
    ]
    Stop.objects.bulk_create(stops)
    if reply.patient:
        book.record(
            Stopped(
                patient_id=reply.patient.pk,
                by_id=None,
                at=at,
                purposes=sorted({purpose for purpose, _channel in wanted}),
            )
        )
    return stops


def _promise(reply: Reply, *, at: datetime) -> Promise | None:
    """The front desk reads and answers it; a stranger's stays in the list."""
    clinic = _clinic(reply)
    if reply.patient is None or clinic is None:
        return None
    if refused_of([reply.patient.pk], Kind.OTHER):
        return None
    with translation.override(settings.LANGUAGE_CODE):
        what = _("Answer what %(name)s wrote") % {"name": reply.patient.name}
    terms = Terms(
        kind=Kind.OTHER,
        what=what,
        why=reply.words[:200],
        due_from=at,
        due_at=at + ANSWERED_WITHIN,
        owner_role=Role.GREETER,
    )
    return Promise.make(reply.patient, terms, clinic=clinic, by=None, at=at)


def _clinic(reply: Reply) -> Clinic | None:
    if reply.message and reply.message.clinic:
        return reply.message.clinic
    if reply.patient is None:
        return None
    enrolment = reply.patient.enrolments.select_related("clinic").order_by("pk").first()
    return enrolment.clinic if enrolment else None


def _tell(reply: Reply, *, at: datetime) -> None:
    if reply.patient is None:
        return
    clinic = _clinic(reply)
    book.record(
        Replied(
            reply_id=reply.pk,
            meaning=reply.meaning,
            patient_id=reply.patient.pk,
            clinic_id=clinic.pk if clinic else None,
            by_id=None,
            at=at,
        )
    )
