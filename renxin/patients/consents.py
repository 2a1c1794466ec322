"""Where a patient's consents stand, purpose by purpose, over all of their records."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from renxin.patients.models import Consent, Patient, Purpose
from renxin.patients.models.consent import in_force

# Asked at the desk and shown on the page even before anyone has answered.
USUAL = (Purpose.CARE, Purpose.SVC_MSG, Purpose.RECALL, Purpose.MKT)
# The version of the texts that are read out and signed; it changes with them.
TEXT_VERSION = "2026-11"


@dataclass(frozen=True)
class Standing:
    """One purpose: the consent in force, or the last no, or nothing yet."""

    purpose: Purpose
    live: Consent | None
    said_no: Consent | None
    ask_again_at: datetime | None


def standings(
    patient: Patient, record_ids: list[int], *, at: datetime
) -> list[Standing]:
    words = defaultdict(list)
    for consent in Consent.objects.last_words(record_ids, at=at):
        words[Purpose(consent.purpose)].append(consent)
    asked = [*USUAL, *(p for p in Purpose if p in words and p not in USUAL)]
    return [_standing(patient, purpose, words[purpose], at) for purpose in asked]


def _standing(
    patient: Patient, purpose: Purpose, words: list[Consent], at: datetime
) -> Standing:
    live = in_force(patient, words, at=at)
    noes = [consent for consent in words if consent.forbids(at=at)]
    said_no = max(noes, key=lambda c: c.given_at, default=None) if not live else None
    again = said_no.may_ask_again_at() if said_no else None
    return Standing(purpose, live, said_no, again if again and again > at else None)
