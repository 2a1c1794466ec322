"""Whether steps that count back from what was agreed make sense."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from renxin.protocols import ahead
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.reading import Problem, Value

# All that the desk may owe without a clinician: to ask whether they will come.
OF_THE_DESK = "CONFIRM"


def problems(steps: Value) -> Iterator[Problem]:
    for one in steps.items:
        if "before" not in one.table:
            sentence = _("Count back from what was agreed: write “before: 1 day”.")
            yield Problem(one.line, sentence)
            continue
        yield from _clock(one)
        yield from _until(one)


def _clock(step: Value) -> Iterator[Problem]:
    by_hours = Length.of(step.plain["before"]).is_by_the_clock
    if by_hours and "at" in step.table:
        sentence = _("Hours are counted from the appointment: leave out “at”.")
        yield Problem(step.lines["at"], sentence)
    if not by_hours and "at" not in step.table:
        sentence = _("So many days before: say at what time, “at: 10:00”.")
        yield Problem(step.table["before"].line, sentence)


def _until(step: Value) -> Iterator[Problem]:
    before, until = Length.of(step.plain["before"]), step.plain["until"]
    if ":" not in until:
        late = Length.of(until).hours >= before.hours
    else:
        late = before.is_by_the_clock or until <= step.plain.get("at", "")
    if late:
        told = {"step": step.plain["step"]}
        sentence = _("“%(step)s” would be over before its time: look at “until”.")
        yield Problem(step.table["until"].line, sentence % told)


def of_the_desk(value: Value) -> Iterator[Problem]:
    """What no clinician signs says nothing but what was agreed."""
    if value.plain["kind"] != "desk":
        return
    agreed = ahead.known.get(value.plain["trigger"].get("ahead", ""))
    if agreed is None:
        sentence = _("The desk’s own is of what was agreed: begin it with “ahead”.")
        yield Problem(value.table["trigger"].line, sentence)
        return
    for one in value.table["steps"].items:
        if one.plain.get("promise", OF_THE_DESK) != OF_THE_DESK:
            sentence = _("The desk’s own owes a word of confirmation and no more.")
            yield Problem(one.table["promise"].line, sentence)
        topic = one.plain.get("message")
        if topic and topic not in agreed.topics:
            told = {"known": ", ".join(agreed.topics)}
            sentence = _("The desk’s own says only what was agreed: %(known)s.")
            yield Problem(one.table["message"].line, sentence % told)
