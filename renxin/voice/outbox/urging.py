"""Saying something at any hour: a named person answers for it, with the reason.

A device called back, a contact traced, a result that cannot wait. Hours, caps and
stops do not hold it up; death, a refusal, a number that does not work still do.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.patients.models import Patient, Purpose
from renxin.staff.models import Staff
from renxin.voice.kinds import URGES, ChannelKind
from renxin.voice.law.kinds import Surface
from renxin.voice.models import Message, Tongue, Urgent
from renxin.voice.outbox import whom
from renxin.voice.outbox.subjects import standing_of
from renxin.voice.refusals import NotYours, WhyMissing
from renxin.voice.wordings import filling, shelf
from renxin.voice.wordings.library import library

ABOUT, HOLDS_FOR = "urgent", timedelta(days=1)
# What is filled without anything else being known.
PLAIN = frozenset({"clinic", "name", "phone", "address"})
BLANKS_TOLD = dict.fromkeys(PLAIN, "…")


class NobodyToReach(Refusal):
    sentence = _("No number of theirs is in use. Find another way to reach them.")


class NotSaidSo(Refusal):
    sentence = _("Choose approved words that need nothing filled in.")


@transaction.atomic
def say(
    patient: Patient, topic: str, *, clinic: Clinic, why: str, by: Staff, at: datetime
) -> Message:
    """It goes out at once, by whatever way leads there first."""
    if not by.may(URGES):
        raise NotYours
    if not why.strip():
        raise WhyMissing
    if topic not in dict(topics(at=at)):
        raise NotSaidSo
    point = whom.number_of(patient, on=clinic.day_of(at))
    if point is None:
        raise NobodyToReach
    message = Message.objects.create(
        patient=patient,
        clinic=clinic,
        contact_point=point,
        purpose=Purpose.SVC_MSG,
        saying=topic,
        language=Tongue.of(point),
        about=ABOUT,
        about_id=patient.pk,
        about_at=at,
        not_before=at,
        not_after=at + HOLDS_FOR,
        made_at=at,
        urgent_by=by,
    )
    Urgent.objects.create(message=message, why=why.strip()[:200])
    return message


def topics(*, at: datetime) -> list[tuple[str, str]]:
    """What may be said so: written words of care that are whole as they stand."""
    held, found = library(at=at), []
    for one in shelf.entries(at=at):
        if one.channel == ChannelKind.CALL or one.surface != Surface.SVC:
            continue
        words = held.spoken(one.topic, one.channel, get_language() or "")
        if words and set(filling.BLANK.findall(words.text)) <= PLAIN:
            read = filling.fill(words.text, BLANKS_TOLD)
            found.append((one.topic, f"{one.title}: {read}"))
    return sorted(set(found), key=lambda pair: pair[1])


@standing_of(ABOUT)
def still_urgent(_message: Message, _at: datetime) -> str:
    """Whoever answers for it said so a moment ago."""
    return ""
