"""The approved words of a topic, for whoever rings."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.voice.kinds import ChannelKind
from renxin.voice.wordings.filling import fill
from renxin.voice.wordings.library import library


def scripts(topics: Iterable[str], *, at: datetime) -> dict[str, str]:
    """Of each topic that has any; without them the promise says what it is about."""
    shelf = library(at=at)
    found = {
        topic: shelf.spoken(topic, ChannelKind.CALL, settings.LANGUAGE_CODE)
        for topic in topics
    }
    return {topic: one.text for topic, one in found.items() if one}


def said(words: str, patient: Patient, clinic: Clinic, about: Mapping[str, str]) -> str:
    """To this patient, from this clinic, about what was agreed where it is of that."""
    name = patient.address_as or patient.name
    told = {**about, "clinic": clinic.short_name, "phone": clinic.phone, "name": name}
    # Whoever rings says their own.
    told["staff"] = "……"
    return fill(words, told)
