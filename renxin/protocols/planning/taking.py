"""Taking the steps that are due: to each patient one voice a day.

Each step is written down in the transaction that makes its promise or message, and the
same step of the same enrolment only once: killed anywhere, it is simply run again.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from renxin.clinics.models import Clinic
from renxin.patients.models import Patient
from renxin.protocols.kinds import WhyNot
from renxin.protocols.models import ProtocolContact, ProtocolEnrolment, ProtocolStep
from renxin.protocols.planning import advancing, messages, promised, sparing
from renxin.protocols.planning.due import Days, Due, due
from renxin.protocols.planning.step import Made, Step


def take(*, at: datetime) -> Counter[str]:
    """Batch by batch, so that a night of many is many short transactions."""
    counts: Counter[str] = Counter()
    while True:
        found = _batch(at=at)
        counts += found
        # Whoever has taken a step may be due for the next by now.
        if not found["due"]:
            return counts


@transaction.atomic
def _batch(*, at: datetime) -> Counter[str]:
    ready = due(at=at)
    if not ready:
        return Counter()
    clinics = Clinic.objects.in_bulk({one.clinic_id for one in ready})
    days = Days(clinics, at=at)
    now: list[Due] = []
    later: dict[datetime, list[int]] = {}
    missed: dict[Due, str] = {}
    for one in ready:
        until = _put_off(one, days)
        if one.closes <= at:
            missed[one] = WhyNot.TOO_LATE
        elif one.of and not one.is_on:
            missed[one] = WhyNot.OFF
        elif until is None:
            now.append(one)
        elif until >= one.closes:
            missed[one] = WhyNot.GAVE_WAY
        else:
            later.setdefault(until, []).append(one.enrolment_id)
    for until, ids in later.items():
        ProtocolEnrolment.objects.running().filter(pk__in=ids).update(next_at=until)
    steps, spared = sparing.spared(_steps(now, clinics), at=at)
    made = spared + _made(steps, at=at)
    made += [
        Made(one.enrolment_id, one.step_id, why_not=why) for one, why in missed.items()
    ]
    _write_down(made, at=at)
    return _counted(ready, made, later)


def _put_off(one: Due, days: Days) -> datetime | None:
    """Until when it waits: for another voice, or for the clinic to open."""
    if one.always_goes:
        return None
    if one.waits:
        return days.tomorrow(one.clinic_id)
    if one.working_days:
        opens = days.open_from(one.clinic_id)
        return opens if days.at < opens < one.closes else None
    return None


def _steps(ready: Sequence[Due], clinics: dict[int, Clinic]) -> list[Step]:
    steps = ProtocolStep.objects.select_related("version__protocol").in_bulk(
        {one.step_id for one in ready}
    )
    patients = Patient.objects.in_bulk({one.patient_id for one in ready})
    return [
        Step(
            one,
            steps[one.step_id],
            patients[one.patient_id].kept(),
            clinics[one.clinic_id],
        )
        for one in ready
    ]


def _made(steps: Sequence[Step], *, at: datetime) -> list[Made]:
    owed = [one for one in steps if one.step.promise_kind]
    said = [one for one in steps if not one.step.promise_kind]
    return promised.make(owed, at=at) + messages.make(said, at=at)


def _write_down(made: Sequence[Made], *, at: datetime) -> None:
    rows = [
        ProtocolContact(
            enrolment_id=one.enrolment_id,
            step_id=one.step_id,
            promise_id=one.promise_id,
            message_id=one.message_id,
            why_not=one.why_not,
            at=at,
        )
        for one in made
    ]
    ProtocolContact.objects.bulk_create(rows, batch_size=1000)
    if rows:
        advancing.go_on([one.enrolment_id for one in made], at=at)


def _counted(
    ready: Sequence[Due], made: Sequence[Made], later: dict[datetime, list[int]]
) -> Counter[str]:
    counts = Counter({"due": len(ready), "put_off": sum(map(len, later.values()))})
    for one in made:
        counts[one.how] += 1
    return counts
