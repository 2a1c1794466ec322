"""What a caller has before them: who, why, the last words, the script, what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from renxin.desk.masking import masked_phone
from renxin.followup import policy as following
from renxin.followup.desk import after
from renxin.followup.desk.last_words import Said, last_words
from renxin.followup.desk.number import reach_of
from renxin.followup.kinds import Heard
from renxin.followup.models import CallHold
from renxin.patients.models import Reach
from renxin.promises import policy
from renxin.promises.kinds import Kind
from renxin.promises.models import Promise
from renxin.promises.rows import Row, row_of, told_in_full
from renxin.promises.windows import next_opening
from renxin.staff.models import Staff
from renxin.voice.wordings.filling import fill
from renxin.voice.wordings.library import spoken


@dataclass(frozen=True)
class Key:
    """One outcome: its digit, its words, and what it will do."""

    digit: int
    heard: Heard
    does: str
    asks: bool = False


@dataclass(frozen=True)
class Card:
    """One person on the line."""

    row: Row
    hold: CallHold
    reach: Reach | None
    script: list[str]
    origin: str
    last: list[Said]
    tries: int
    is_whole: bool
    keys: list[Key]

    @property
    def number(self) -> str:
        """As it is shown until somebody asks for the whole of it."""
        return masked_phone(self.reach.contact_point.value) if self.reach else ""


def card_of(hold: CallHold, staff: Staff, *, at: datetime) -> Card:
    promise: Any = told_in_full(Promise.objects.filter(pk=hold.promise_id)).get()
    patient, row = promise.patient, row_of(promise, at=at)
    script, origin = script_of(promise, staff, at=at)
    return Card(
        row=row,
        hold=hold,
        reach=reach_of(patient, on=promise.clinic.day_of(at)),
        script=script,
        origin=origin,
        last=last_words(patient.record_ids()),
        tries=row.tries,
        is_whole=after.is_whole(patient, at=at, besides=promise),
        keys=list(keys_of(promise, row.tries, at=at)),
    )


def script_of(promise: Promise, staff: Staff, *, at: datetime) -> tuple[list[str], str]:
    """Approved words: those the promise brought, else those on its topic."""
    if promise.words:
        return _lines(promise.words), _("The words this promise brought with it")
    topic = following.calls().topics.get(promise.kind, "")
    words = spoken(topic, "CALL", get_language() or "zh-hans", at=at) if topic else None
    if words is None:
        return [], _("No approved words for this call. Say what is owed, no more.")
    told = {
        "clinic": promise.clinic.short_name,
        "staff": staff.name,
        "name": promise.patient.name,
        "phone": promise.clinic.phone,
    }
    origin = _("Approved words") if words.is_reviewed else _("Words of the house")
    return _lines(fill(words.text, told)), f"{origin}·{words.topic} v{words.number}"


def keys_of(promise: Promise, tries: int, *, at: datetime) -> Iterator[Key]:
    """Each outcome, with what it will set in motion."""
    rules = following.calls()
    again = after.days_after(promise, rules.reached)
    yield Key(1, Heard.REACHED, _invited(again))
    yield Key(2, Heard.NO_ANSWER, _if_nobody_answers(promise, tries, at=at))
    is_recall = promise.kind != Kind.CALL
    stops = _("No recalls any more") if is_recall else _("No calls any more")
    yield Key(3, Heard.STOP, stops, asks=True)
    yield Key(4, Heard.BOOKED, _("Once the time is in the calendar"))
    yield Key(5, Heard.LOST, _("The reason is written down"), asks=True)
    yield Key(6, Heard.WRONG, _("Never rung again"), asks=True)
    yield Key(7, Heard.AGAIN, _("When it suits them"), asks=True)
    if promise.kind == Kind.CALL:
        yield Key(8, Heard.UNWELL, _("The doctor within two hours"), asks=True)


def _invited(days: int | None) -> str:
    if days is None:
        return _("The promise is kept")
    told = ngettext(
        "Kept; invited in %(n)s day, if nothing else stands ahead",
        "Kept; invited in %(n)s days, if nothing else stands ahead",
        days,
    )
    return told % {"n": days}


def _if_nobody_answers(promise: Promise, tries: int, *, at: datetime) -> str:
    rules = policy.calls()
    if tries + 1 >= rules.tries:
        return _("That was the last try")
    to = timezone.localtime(next_opening(at + rules.again_after, promise.clinic.zone))
    told = {"when": f"{to:%m-%d %H:%M}", "most": rules.tries}
    return _("Again %(when)s, %(most)s tries in all") % told


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
