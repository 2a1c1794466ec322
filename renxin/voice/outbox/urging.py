"""Saying something at any hour: a named person answers for it, with the reason.

A device called back, a contact traced, a result that cannot wait. Hours, caps and
stops do not hold it up; death, a refusal, a number that does not work still do.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renxin.clinics.models import Clinic
from renxin.desk.refusal import Refusal
from renxin.journal import book
from renxin.patients.models import Patient, Purpose
from renxin.staff.models import Staff
from renxin.voice.facts import SaidUrgently
from renxin.voice.kinds import URGES
from renxin.voice.models import Message, Tongue, Urgent
from renxin.voice.outbox import whom
from renxin.voice.outbox.subjects import standing_of
from renxin.voice.refusals import NotYours, WhyMissing
from renxin.voice.wordings import filling
from renxin.voice.wordings.library import Spoken, library
from renxin.voice.wordings.shipped import all_shipped

ABOUT, HOLDS_FOR = "urgent", timedelta(days=1)
# What is filled without anything else being known.
PLAIN = frozenset({"clinic", "name", "phone", "address"})
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
BLANKS_TOLD = dict.fromkeys(PLAIN, "…")


class NobodyToReach(Refusal):
    sentence = _("No number of theirs is in use. Find another way to reach them.")


class NotSaidSo(Refusal):
    sentence = _("Choose words that are meant for what is urgent.")


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
    message = _put_out(patient, topic, clinic=clinic, by=by, at=at)
    urgent = Urgent.objects.create(message=message, why=why.strip()[:200])
    book.record(_told(urgent, at=at))
    return message


def _told(urgent: Urgent, *, at: datetime) -> SaidUrgently:
    message = urgent.message
    return SaidUrgently(
        message_id=message.pk,
        saying=message.saying,
        why=urgent.why,
        patient_id=message.patient_id,
        clinic_id=message.clinic_id,
        by_id=message.urgent_by_id,
        at=at,
    )


def _put_out(
    patient: Patient, topic: str, *, clinic: Clinic, by: Staff, at: datetime
) -> Message:
    point = whom.number_of(patient, on=clinic.day_of(at))
    if point is None:
        raise NobodyToReach
    return Message.objects.create(
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


def topics(*, at: datetime) -> list[tuple[str, str]]:
    """What the house means for it, where the words are whole in every language."""
    held, found = library(at=at), []
    for one in all_shipped().values():
        said = {code: held.spoken(one.topic, one.channel, code) for code in LANGUAGES}
        if one.urgent and all(words and _is_whole(words) for words in said.values()):
            words = said.get(get_language() or "") or said[settings.LANGUAGE_CODE]
            read = filling.fill(words.text, BLANKS_TOLD) if words else ""
            found.append((one.topic, f"{one.title}: {read}"))
    return sorted(found, key=lambda pair: pair[1])


def _is_whole(words: Spoken) -> bool:
    return set(filling.BLANK.findall(words.text)) <= PLAIN


@standing_of(ABOUT)
def still_urgent(_message: Message, _at: datetime) -> str:
    """Whoever answers for it said so a moment ago."""
    return ""
