"""Protocols as the tests need them: written, signed, on."""

from datetime import datetime, timedelta

from django.utils import timezone

from renxin.protocols import library
from renxin.protocols.models import ProtocolSignature, ProtocolVersion, TurnedOn
from renxin.staff.models import Staff
from tests.cast import NOON, TODAY

AFTER = """\
protocol: {code}
name: {{zh: 试验方案, en: A protocol of the tests}}
purpose: {{zh: 试验, en: To test}}
kind: {kind}
priority: {priority}
trigger:
  {trigger}
again: {again}
{more}steps:
{steps}
stop: [{stop}]
{trial}source: tests
"""
CALL = """\
  - step: {step}
    after: {after}
    window: {window}
    promise: CALL
    owner: ASSISTANT
    script: T_{step}
    what: {{zh: 问候, en: Ask how they are}}
"""
WRITE = """\
  - step: {step}
    after: {after}
    window: {window}
    message: T_{step}
"""
DAY_ONE = CALL.format(step="D1", after="24 hours", window="4 hours")
MONTHS = WRITE.format(step="M1", after="1 month", window="5 days")
SEEN_OFF = "fact: visits.departed"
A_DAY = timedelta(days=1)


ORDINARY = {
    "kind": "service",
    "priority": 20,
    "trigger": SEEN_OFF,
    "again": "replace",
    "more": "",
    "steps": DAY_ONE,
    "stop": "booked, came",
    "trial": "",
}


def text(code: str = "T-ONE", **other: object) -> str:
    told = ORDINARY | other
    told["steps"] = str(told["steps"]).rstrip("\n")
    return AFTER.format(code=code, **told)


def on(
    written: str, doctor: Staff, *, at: datetime = NOON - A_DAY, **_: object
) -> TurnedOn:
    """Written by the house, signed by the doctor, and on since the day before."""
    version = ProtocolVersion.write(written, by=None, at=at)
    ProtocolSignature.sign(version, by=doctor, at=at)
    return TurnedOn.turn_on(version, from_on=TODAY - A_DAY, by=doctor, at=at)


def reminding(written: str = "", *, at: datetime = NOON - A_DAY) -> TurnedOn:
    """What the desk sees to before a visit, on as it comes with the house."""
    text_of_it = written or library.shipped()["appt-remind"]
    version = ProtocolVersion.write(text_of_it, by=None, at=at)
    return TurnedOn.turn_on(version, from_on=timezone.localdate(at), by=None, at=at)
