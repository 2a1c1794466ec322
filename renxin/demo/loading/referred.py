"""What became of each referral: answered, seen, told; or a no with a next step."""

from collections.abc import Callable
from datetime import datetime, timedelta

from renxin.demo.loading.sent_on import Case, Sender
from renxin.demo.loading.shares import some_of
from renxin.demo.words import words
from renxin.promises.kinds import Kind as Owed
from renxin.promises.terms import Terms
from renxin.referrals.asking import No, Onward, Promised, Stays
from renxin.referrals.kinds import Gone, Kind, Urgency, Why
from renxin.referrals.models import Referral
from renxin.referrals.where import Target
from renxin.staff.models import Staff
from renxin.staff.roles import Role

HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
Then = Callable[[Sender, Case, Referral], object]


def write(sender: Sender) -> None:
    """Something at every step, of another kind each time as far as can be."""
    for number, (days, kind, urgency, then) in enumerate(some_of(INSIDE, sender.house)):
        at = sender.on(days, number)
        for case in _cases("case", sender, number):
            sent = sender.send(case, kind=kind, urgency=urgency, at=at)
            if sent:
                then(sender, case, sent)
                break
    for number, (days, back_after) in enumerate(some_of(OUTSIDE, sender.house)):
        case = _cases("outside", sender, number)[0]
        sent = sender.send_out(case, at=sender.on(days, number))
        if sent and back_after:
            _tell(sent, case, by=sent.sent_by, at=sent.sent_at + back_after)


def _cases(kind: str, sender: Sender, number: int) -> list[Case]:
    """What was asked least often first; each time another of those."""
    every = words("referrals")[kind]
    first = (number + sender.house) % len(every)
    turned = [*every[first:], *every[:first]]
    return sorted(turned, key=lambda case: sender.asked[case["reason"]])


def _tell(referral: Referral, case: Case, *, by: Staff, at: datetime) -> None:
    referral.report_back(found=case["found"], advice=case["advice"], by=by, at=at)


def _asked(sender: Sender, case: Case, referral: Referral) -> Staff:
    """Whoever says yes: the one asked by name, else one of the department."""
    if referral.to_doctor:
        return referral.to_doctor
    return sender.others(case, referral.sent_by)[0][2]


def _wait(_sender: Sender, _case: Case, _referral: Referral) -> None:
    """Nobody has answered yet."""


def _take(sender: Sender, case: Case, referral: Referral) -> Staff:
    doctor = _asked(sender, case, referral)
    referral.accept(doctor=doctor, by=doctor, at=referral.sent_at + HOUR)
    return doctor


def _see(sender: Sender, case: Case, referral: Referral) -> Staff:
    doctor = _take(sender, case, referral)
    referral.see(doctor=doctor, by=doctor, at=referral.sent_at + A_DAY)
    return doctor


def _see_and_tell(sender: Sender, case: Case, referral: Referral) -> None:
    doctor = _see(sender, case, referral)
    _tell(referral, case, by=doctor, at=referral.sent_at + A_DAY + 2 * HOUR)


def _send_elsewhere(sender: Sender, case: Case, referral: Referral) -> None:
    """No room here: a colleague elsewhere has some."""
    doctor = _asked(sender, case, referral)
    elsewhere = sender.others(case, referral.sent_by, doctor)
    if not elsewhere:
        return _leave_with_them(sender, case, referral)
    clinic, department, other = elsewhere[-1]
    to = Target(clinic=clinic, department=department, doctor=other)
    return _say(referral, Why.NO_ROOM, Onward(to), by=doctor)


def _leave_with_them(sender: Sender, case: Case, referral: Referral) -> None:
    stays = Stays(due_at=sender.now + A_DAY)
    _say(referral, Why.NOT_OURS, stays, by=_asked(sender, case, referral))


def _owe_something_else(sender: Sender, case: Case, referral: Referral) -> None:
    """A picture comes first, and somebody calls about it."""
    told = words("referrals")["instead"]
    terms = Terms(
        kind=Owed.CALL,
        what=told["call"],
        why=told["why"],
        due_at=sender.now + 3 * HOUR,
        owner_role=Role.GREETER,
    )
    doctor = _asked(sender, case, referral)
    _say(referral, Why.TOO_LITTLE, Promised(terms), by=doctor)


def _say(
    referral: Referral, why: Why, instead: Onward | Stays | Promised, *, by: Staff
) -> None:
    no = No(why=why, words=words("referrals")["no"][why], instead=instead)
    referral.say_no(no, by=by, at=referral.sent_at + 2 * HOUR)


def _take_back(_sender: Sender, _case: Case, referral: Referral) -> None:
    at, told = referral.sent_at + 3 * HOUR, words("referrals")["gone"]["PATIENT"]
    referral.take_back(Gone.PATIENT, words=told, by=referral.sent_by, at=at)


# How many days ago, what was asked and how soon, and what became of it.
INSIDE: tuple[tuple[int, Kind, Urgency, Then], ...] = (
    (0, Kind.CONSULT, Urgency.SOON, _wait),
    (2, Kind.TRANSFER, Urgency.ROUTINE, _wait),
    (1, Kind.CONSULT, Urgency.SOON, _take),
    (3, Kind.JOINT_CASE, Urgency.ROUTINE, _see),
    (9, Kind.CONSULT, Urgency.SOON, _see_and_tell),
    (16, Kind.TRANSFER, Urgency.ROUTINE, _see_and_tell),
    (1, Kind.TRANSFER, Urgency.ROUTINE, _send_elsewhere),
    (2, Kind.CONSULT, Urgency.ROUTINE, _leave_with_them),
    (4, Kind.CONSULT, Urgency.SOON, _owe_something_else),
    (6, Kind.TRANSFER, Urgency.ROUTINE, _take_back),
)
# How many days ago, and after how long we heard of it; not yet, where never.
OUTSIDE: tuple[tuple[int, timedelta | None], ...] = ((3, None), (18, 9 * A_DAY))
