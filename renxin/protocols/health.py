"""How protocols fare: who is on them, what was due, done and broken, who stopped."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from renxin.promises.models.ending import How
from renxin.protocols import brought
from renxin.protocols.brought import Brought
from renxin.protocols.kinds import Arm
from renxin.protocols.models import (
    Assignment,
    Protocol,
    ProtocolContact,
    ProtocolEnrolment,
    ProtocolExclusion,
    ProtocolStop,
    TurnedOn,
)
from renxin.protocols.models.protocol_version import ProtocolVersion
from renxin.protocols.planning import reasons

WITHIN = timedelta(days=90)
AHEAD = timedelta(days=7)


@dataclass
class Health:
    """Of one protocol, over the last ninety days."""

    enrolled: int = 0
    left_out: int = 0
    held_out: int = 0
    due: int = 0
    done: int = 0
    broken: int = 0
    not_taken: int = 0
    stopped: int = 0

    def __bool__(self) -> bool:
        return bool(self.enrolled or self.left_out)


@dataclass
class Standing:
    """One protocol in the list: its latest version, and the one that is on."""

    protocol: Protocol
    latest: ProtocolVersion
    run: TurnedOn | None
    health: Health
    effect: Brought

    @property
    def is_signed(self) -> bool:
        return self.latest.is_answered_for


def standings(*, at: datetime) -> list[Standing]:
    """All protocols in the order of their voice: a handful of statements for all."""
    newest = ProtocolVersion.objects.order_by("protocol", "-number").distinct(
        "protocol"
    )
    versions = ProtocolVersion.objects.filter(pk__in=newest.values("pk"))
    told = versions.select_related("protocol", "signature")
    runs = {
        run.protocol_id: run
        for run in TurnedOn.objects.standing().select_related("version")
    }
    fares, listed = health(at=at), list(told.order_by("priority", "protocol__code"))
    effects = brought.of(one.protocol for one in listed)
    return [
        Standing(
            one.protocol,
            one,
            runs.get(one.protocol_id),
            fares.get(one.protocol_id, Health()),
            effects[one.protocol_id],
        )
        for one in listed
    ]


def health(*, at: datetime, protocol: Protocol | None = None) -> dict[int, Health]:
    of = {"protocol": protocol} if protocol else {}
    told: dict[int, Health] = defaultdict(Health)
    lately = ProtocolEnrolment.objects.filter(noticed_at__gt=at - WITHIN, **of)
    soon = Q(ended_at=None, next_at__lte=at + AHEAD)
    counted = (
        lately.order_by()
        .values("protocol")
        .annotate(
            left_out=Count("exclusion"),
            all=Count("pk", filter=Q(weighed_at__isnull=False)),
            due=Count("pk", filter=soon),
            stopped=Count("stop"),
        )
    )
    for row in counted:
        found = told[row["protocol"]]
        found.left_out, found.due = row["left_out"], row["due"]
        found.enrolled, found.stopped = row["all"] - row["left_out"], row["stopped"]
    _steps(told, protocol, at=at)
    _arms(told, protocol, at=at)
    return told


def _steps(told: dict[int, Health], protocol: Protocol | None, *, at: datetime) -> None:
    taken = ProtocolContact.objects.filter(at__gt=at - WITHIN)
    if protocol:
        taken = taken.filter(enrolment__protocol=protocol)
    counted = taken.order_by().values(whose=F("enrolment__protocol"))
    for row in counted.annotate(
        done=Count("pk", filter=Q(why_not="")),
        not_taken=Count("pk", filter=~Q(why_not="")),
        broken=Count("pk", filter=Q(promise__ending__how=How.BROKEN)),
    ):
        found = told[row["whose"]]
        found.done, found.not_taken = row["done"], row["not_taken"]
        found.broken = row["broken"]


def _arms(told: dict[int, Health], protocol: Protocol | None, *, at: datetime) -> None:
    held = Assignment.objects.filter(at__gt=at - WITHIN, arm=Arm.HELD_OUT)
    if protocol:
        held = held.filter(trial__protocol=protocol)
    counted = held.order_by().values("trial__protocol").annotate(n=Count("pk"))
    for whose, number in counted.values_list("trial__protocol", "n"):
        told[whose].held_out = number


@dataclass(frozen=True)
class Reason:
    label: str
    number: int


def why_left_out(protocol: Protocol, *, at: datetime) -> list[Reason]:
    out = ProtocolExclusion.objects.filter(enrolment__protocol=protocol)
    return _by_reason(out.filter(at__gt=at - WITHIN))


def why_stopped(protocol: Protocol, *, at: datetime) -> list[Reason]:
    stops = ProtocolStop.objects.filter(enrolment__protocol=protocol)
    return _by_reason(stops.filter(at__gt=at - WITHIN))


def _by_reason(rows: object) -> list[Reason]:
    counted = rows.order_by().values("why").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return [
        Reason(reasons.label(why), number)
        for why, number in counted.order_by("-n").values_list("why", "n")
    ]
