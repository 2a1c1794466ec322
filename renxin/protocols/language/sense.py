"""Whether a well-shaped protocol makes sense: names known, steps in order."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from renxin.journal import facts
from renxin.protocols import ahead, named
from renxin.protocols.language import sense_before
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.reading import Problem, Value
from renxin.protocols.treated import treatments

PLAIN_NAME = re.compile(r"[a-z]+(_[a-z]+)*")
# What a protocol's own steps bring about begins none: it would never end.
OWN_DOING = ("protocols.", "promises.made", "voice.messaged")


def problems(value: Value) -> list[Problem]:
    agreed = value.plain["trigger"].get("ahead", "")
    steps = value.table["steps"]
    in_steps = sense_before.problems if agreed else _in_steps
    return [
        *_in_trigger(value.table["trigger"]),
        *_in_names(value, agreed),
        *_alike(steps),
        *in_steps(steps),
        *_in_safety(value),
        *_in_trial(value),
        *sense_before.of_the_desk(value),
    ]


def _in_trigger(trigger: Value) -> Iterator[Problem]:
    if "where" in trigger.table:
        for particular, line in trigger.table["where"].lines.items():
            if not PLAIN_NAME.fullmatch(particular):
                told = {"name": particular}
                yield Problem(line, _("“%(name)s” is no name of a particular.") % told)
    if "fact" in trigger.table:
        yield from _in_fact(trigger, trigger.table["fact"])
    for key, known in (("list", named.lists), ("ahead", ahead.known)):
        if key in trigger.table and trigger.table[key].plain not in known:
            yield _unknown(trigger.table[key], known)
    if "list" in trigger.table and "where" in trigger.table:
        yield from _in_list(trigger.table["list"], trigger.table["where"])


def _in_list(name: Value, where: Value) -> Iterator[Problem]:
    """What a list is asked for are whole numbers, each within its ends."""
    if name.plain not in named.lists:
        return
    asks = named.lists[name.plain].asks
    for key, value in where.table.items():
        if key not in asks:
            yield _unknown(Value(where.lines[key], key), asks)
            continue
        least, most = asks[key]
        if type(value.plain) is not int or not least <= value.plain <= most:
            told = {"name": key, "least": least, "most": most}
            sentence = _("“%(name)s” is a number from %(least)s to %(most)s.")
            yield Problem(value.line, sentence % told)


def _in_fact(trigger: Value, fact: Value) -> Iterator[Problem]:
    known = facts.kinds.get(fact.plain)
    if fact.plain.startswith(OWN_DOING) or (known and known.is_own_doing):
        told = {"name": fact.plain}
        sentence = _("“%(name)s” comes of protocols themselves and begins none.")
        yield Problem(fact.line, sentence % told)
    elif known is None:
        told = {"name": fact.plain}
        yield Problem(fact.line, _("Nothing called “%(name)s” is ever told.") % told)
    if "did" in trigger.table:
        did = trigger.table["did"]
        if fact.plain not in named.tellers:
            told = {"name": fact.plain}
            sentence = _("“%(name)s” does not tell what was done. Leave out “did”.")
            yield Problem(did.line, sentence % told)
        for one in did.items:
            if one.plain not in treatments():
                yield _unknown(one, treatments())


def _in_names(value: Value, agreed: str) -> Iterator[Problem]:
    """Of patients any time; of what was agreed where that is what begins it."""
    fit = {n: one for n, one in named.conditions.items() if one.of in ("", agreed)}
    for table in (value, *value.table["steps"].items):
        for name in ("only_if", "unless", "stop"):
            for one in table.table[name].items if name in table.table else ():
                if one.plain not in fit:
                    yield _unknown(one, fit)


def _alike(steps: Value) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in steps.items:
        told = {"step": one.plain["step"]}
        if one.plain["step"] in seen:
            yield Problem(one.line, _("There are two steps “%(step)s”.") % told)
        seen.add(one.plain["step"])


def _in_steps(steps: Value) -> Iterator[Problem]:
    before = 0
    for one in steps.items:
        told = {"step": one.plain["step"]}
        if "before" in one.table:
            sentence = _("“before” counts back from what was agreed: see “ahead”.")
            yield Problem(one.lines["before"], sentence)
            continue
        after = Length.of(one.plain["after"]).hours
        if after <= before:
            sentence = _("“%(step)s” must come later than the step before it.")
            yield Problem(one.table["after"].line, sentence % told)
        if Length.of(one.plain["window"]).hours > after:
            sentence = _("The window of “%(step)s” would begin before the trigger.")
            yield Problem(one.table["window"].line, sentence % told)
        yield from _in_repeats(one)
        before = max(before, _last(one))


def _in_repeats(step: Value) -> Iterator[Problem]:
    plain = step.plain
    if ("every" in plain) != ("times" in plain):
        yield Problem(step.line, _("“every” and “times” go together."))
    elif "every" in plain:
        after, every = Length.of(plain["after"]), Length.of(plain["every"])
        if after.unit != every.unit or not every.number:
            sentence = _("“every” counts in the same as “after”: both in months, say.")
            yield Problem(step.table["every"].line, sentence)


def _last(step: Value) -> int:
    hours = Length.of(step.plain["after"]).hours
    if "every" in step.plain and "times" in step.plain:
        hours += Length.of(step.plain["every"]).hours * (step.plain["times"] - 1)
    return hours


def _in_safety(value: Value) -> Iterator[Problem]:
    """A message may be capped, refused or lost; a promise is somebody's."""
    if value.plain["kind"] != "safety":
        return
    for one in value.table["steps"].items:
        if "message" in one.table:
            sentence = _("Safety is somebody's promise: a message may not arrive.")
            yield Problem(one.table["message"].line, sentence)


def _in_trial(value: Value) -> Iterator[Problem]:
    if "trial" not in value.table:
        return
    if value.plain["kind"] == "safety":
        sentence = _("Nobody is held out of what keeps patients safe. Leave this out.")
        yield Problem(value.lines["trial"], sentence)
    if value.plain["kind"] == "desk":
        sentence = _("Nobody is held out of what was agreed with them. Leave this out.")
        yield Problem(value.lines["trial"], sentence)


def _unknown(value: Value, known: object) -> Problem:
    names = ", ".join(sorted(known))  # type: ignore[call-overload]
    told = {"name": value.plain, "known": names}
    sentence = _("“%(name)s” is not known. Known are: %(known)s.")
    return Problem(value.line, sentence % told)
