import re
from datetime import time

import pytest
from django.utils import translation

from renxin.protocols.kinds import Again, Kind
from renxin.protocols.language import shape
from renxin.protocols.language.lengths import Length
from renxin.protocols.language.reading import Unreadable
from renxin.protocols.language.written import read
from tests.renxin.protocols.protocols import DAY_ONE, MONTHS, text

KNOWN_WORDS = {
    *("$schema", "title", "description", "type", "required", "properties"),
    *("additionalProperties", "items", "minItems", "maxItems", "minLength"),
    *("maxLength", "pattern", "enum", "minimum", "maximum", "multipleOf"),
    *("oneOf", "$ref", "$defs"),
}


def problems(written: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as caught:
        read(written)
    return [(one.line, str(one.sentence)) for one in caught.value.problems]


def line_of(written: str, part: str) -> int:
    return written[: written.index(part)].count("\n") + 1


def test_a_protocol_is_read():
    written = read(text(steps=DAY_ONE + MONTHS, trial="trial: {hold_out: 20}\n"))

    assert written.kind is Kind.SERVICE
    assert written.again is Again.REPLACE
    assert [step.code for step in written.steps] == ["D1", "M1"]
    assert written.steps[0].after == Length(24, "hour")
    assert written.hold_out == 20


def test_a_step_that_comes_again_is_several():
    steps = MONTHS.replace("step: M1", "step: M").rstrip()
    steps += "\n    every: 3 months\n    times: 3\n"

    written = read(text(steps=steps))

    assert [step.code for step in written.steps] == ["M-1", "M-2", "M-3"]
    assert [step.after.number for step in written.steps] == [1, 4, 7]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("kind: service", "kind: advert", "safety"),
        ("priority: 20", "priority: 0", "1"),
        ("priority: 20", "priority: high", "priority"),
        ("source: tests", "sauce: tests", "sauce"),
        ("visits.departed", "visits.levitated", "visits.levitated"),
        ("stop: [booked, came]", "stop: [bored]", "bored"),
        ("after: 24 hours", "after: tomorrow", "after"),
        ("promise: CALL", "promise: KISS", "CALL"),
        ("owner: ASSISTANT", "owner: CEO", "ASSISTANT"),
        ("window: 4 hours", "window: 40 hours", "D1"),
    ],
)
def test_a_mistake_is_named_in_its_own_line(was: str, now: str, says: str):
    wrong = text().replace(was, now)

    found = problems(wrong)

    assert (line_of(wrong, now), True) in [(at, says in said) for at, said in found]


def test_every_mistake_is_named_at_once():
    wrong = text(priority=0, stop="bored").replace("kind: service", "kind: advert")

    assert len(problems(wrong)) == 2


def test_what_a_protocol_does_itself_begins_none():
    for fact in ("promises.made", "voice.messaged", "protocols.put_on"):
        assert problems(text(trigger=f"fact: {fact}"))


def test_safety_is_somebody_s_promise_and_no_message():
    assert problems(text(kind="safety", steps=MONTHS))


def test_nobody_is_held_out_of_safety():
    assert problems(text(kind="safety", trial="trial: {hold_out: 20}\n"))


def test_steps_come_one_after_another_and_once():
    assert problems(text(steps=MONTHS + DAY_ONE))
    assert problems(text(steps=DAY_ONE + DAY_ONE))


def test_particulars_are_plain_names():
    trigger = "fact: visits.departed\n  where: {kind__icontains: x}"

    assert problems(text(trigger=trigger))


def test_treatments_are_known_and_told_by_the_fact():
    assert problems(text(trigger="fact: visits.departed\n  did: [HAIRCUT]"))
    assert problems(text(trigger="fact: booking.not_come\n  did: [EXTRACTION]"))


def test_the_schema_uses_no_word_that_the_check_does_not_know():
    def words(part: object) -> set[str]:
        if isinstance(part, list):
            return {word for one in part for word in words(one)}
        if not isinstance(part, dict):
            return set()
        own = set(part) - set(part.get("properties", {})) - set(part.get("$defs", {}))
        inner = [v for k, v in part.items() if k not in {"properties", "$defs"}]
        inner += [*part.get("properties", {}).values(), *part.get("$defs", {}).values()]
        return own | words(inner)

    assert words(shape.schema()) <= KNOWN_WORDS


def test_patterns_of_the_schema_hold_to_both_ends():
    told = str(shape.schema())
    patterns = re.findall(r"'pattern': '(.*?)'[,}]", told)

    assert patterns
    assert all(one.startswith("^") and one.endswith("$") for one in patterns)


AHEAD = text(
    kind="desk",
    trigger="ahead: booking.appointments",
    again="beside",
    stop="called_off, moved",
    steps="""\
  - step: EVE
    before: 1 day
    at: "18:00"
    until: 3 hours
    known_for: 2 hours
    unless: [imported]
    message: EVE
  - step: CALL
    before: 1 day
    at: "16:00"
    until: "19:30"
    promise: CONFIRM
    owner: GREETER
    script: APPT_REMIND_CALL
    what: {zh: 确认, en: Confirm}
  - step: HOURS
    before: 2 hours
    until: 0 hours
    message: HOURS
""",
)


def test_steps_count_back_from_what_was_agreed():
    written = read(AHEAD)

    eve, call, hours = [step.before for step in written.steps]
    assert (eve.length, eve.clock, eve.until) == (
        Length(1, "day"),
        time(18),
        Length(3, "hour"),
    )
    assert call.until == time(19, 30)
    assert (hours.length, hours.clock) == (Length(2, "hour"), None)
    assert written.steps[0].unless == ("imported",)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("booking.appointments", "booking.weddings", "booking.appointments"),
        ("before: 2 hours", "before: soon", "2 hours"),
        ("before: 2 hours", "before: 1 day", "10:00"),
        ("before: 2 hours", "before: 2 hours\n    at: 09:00", "at"),
        ("until: 0 hours", "until: 2 hours", "HOURS"),
        ('until: "19:30"', 'until: "15:30"', "CALL"),
        ('at: "18:00"', 'at: "25:00"', "18:00"),
        ("unless: [imported]", "unless: [rained]", "imported"),
        ("promise: CONFIRM", "promise: CALL", "确认"),
        ("message: EVE", "message: RP_SCL_M6", "EVE, HOURS"),
        ("before: 2 hours", "after: 2 hours", "until"),
    ],
)
def test_a_mistake_before_what_was_agreed_is_named(was: str, now: str, says: str):
    found = problems(AHEAD.replace(was, now))

    assert any(says in said for _line, said in found)


def test_the_desk_s_own_is_of_what_was_agreed_and_nobody_is_held_out():
    assert problems(text(kind="desk"))
    assert problems(AHEAD.replace("source:", "trial: {hold_out: 20}\nsource:"))


def test_only_what_was_agreed_is_counted_back_from():
    assert problems(text(steps=DAY_ONE.replace("after: 24", "before: 24")))
    assert problems(text(stop="moved"))


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("{months: six}", "from 1 to 60"),
        ("{months: 0}", "from 1 to 60"),
        ("{months: 61}", "from 1 to 60"),
        ("{years: 2}", "months"),
    ],
)
def test_a_list_is_asked_with_what_it_knows(where, says):
    wrong = text(trigger=f"list: visits.not_seen\n  where: {where}")

    with translation.override("en"):
        line, said = problems(wrong)[0]

    assert (line, says in said) == (line_of(wrong, "where:"), True)


def test_our_own_calls_begin_none():
    """Each call would begin the next, and the telephone never be still."""
    with translation.override("en"):
        told = problems(text(trigger="fact: followup.call_made"))

    assert "begins none" in told[0][1]
