"""What the law asks of data rather than of words, asked again when a message is due."""

from collections.abc import Sequence
from datetime import date

from renxin.patients.models import Patient, Reach
from renxin.voice.kinds import Why
from renxin.voice.law import known as law
from renxin.voice.law.asking import asked, spots_in
from renxin.voice.law.kinds import Answer, Severity, Surface
from renxin.voice.law.predicates import OF_AGE, not_to_minors
from renxin.voice.models import Message
from renxin.voice.models.held import held
from renxin.voice.outbox import policy
from renxin.voice.outbox.known import Known

GROWN_UP = frozenset({"MOTHER", "FATHER", "GRANDPARENT", "GUARDIAN", "SPOUSE"})
SAID = {Answer.BROKEN: Why.MINOR, Answer.UNKNOWN: Why.AGE_UNKNOWN}


def of_reader(
    message: Message, patient: Patient, through: Sequence[Reach], *, on: date
) -> str:
    """Nothing is promoted to whoever is under 18, nor where nobody knows their age.

    Whoever reads it in their place, a mother or a spouse, is of age.
    """
    if message.purpose not in policy.promoting():
        return ""
    grown_up = any(one.whose in GROWN_UP for one in through)
    read_by = OF_AGE if grown_up else patient.age_on(on)
    answer = not_to_minors(law.Known(youngest=read_by), Surface.MKT, on)
    return str(SAID.get(answer, ""))


def of_words(text: str, surface: str, known: Known, *, on: date) -> str:
    """Departments against the licence, prices against the list, as they stand now.

    What nobody knew was a second person's to find out before the words were approved.
    """
    if (text, on) not in known.judged:
        known.judged[text, on] = _judged(text, surface, on=on)
    return known.judged[text, on]


def _judged(text: str, surface: str, *, on: date) -> str:
    if not spots_in(text).ask_for_data:
        return ""
    found = asked(text, surface, on=on, held=held(on=on))
    broken = any(one.severity == Severity.BLOCK for one in found)
    return str(Why.UNLAWFUL) if broken else ""
