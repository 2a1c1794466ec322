"""Why somebody is left out of a protocol, or is taken off it: asked all at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from renxin.protocols import ahead
from renxin.protocols.kinds import NOT, ONCE_ONLY, OWN_WHYS, REPLACED, Again
from renxin.protocols.language.written import Written
from renxin.protocols.models import ProtocolEnrolment
from renxin.protocols.named import Asked, conditions

# Whatever a protocol says, these hear nothing of it.
ALWAYS = ("died", "restricted")


def left_out(written: Written, asked: Asked) -> list[tuple[str, Q]]:
    """By name, in the order in which they are told; the first that holds counts."""
    names = [*_always(written), *written.unless]
    lacking = [
        (NOT + name, ~Q(conditions[name].ask(asked))) for name in written.only_if
    ]
    return holding(names, asked) + lacking


def stopped(written: Written, asked: Asked) -> list[tuple[str, Q]]:
    return holding(names_of(written), asked)


def names_of(written: Written) -> tuple[str, ...]:
    """What it stops for, in the order in which it is told."""
    return tuple(dict.fromkeys((*_always(written), *written.stop)))


def holding(names: Iterable[str], asked: Asked) -> list[tuple[str, Q]]:
    return [(name, Q(conditions[name].ask(asked))) for name in dict.fromkeys(names)]


def _always(written: Written) -> tuple[str, ...]:
    """Whatever a protocol says; so too where what was agreed stands no more."""
    agreed = ahead.known.get(written.trigger.ahead)
    return (*ALWAYS, *agreed.ends) if agreed else ALWAYS


def of_their_own(again: str) -> list[tuple[str, Q]]:
    """What the patient's other enrolments on the same protocol say."""
    others = ProtocolEnrolment.objects.filter(
        protocol=OuterRef("protocol"), patient=OuterRef("patient"), exclusion=None
    ).exclude(pk=OuterRef("pk"))
    if again == Again.REPLACE:
        newer = Q(anchored_at__gt=OuterRef("anchored_at")) | Q(
            anchored_at=OuterRef("anchored_at"), pk__gt=OuterRef("pk")
        )
        return [(REPLACED, Q(Exists(others.filter(newer, ended_at=None))))]
    if again == Again.NEVER:
        return [(ONCE_ONLY, Q(Exists(others.filter(pk__lt=OuterRef("pk")))))]
    return []


def first_of(reasons: list[tuple[str, Q]]) -> Any:
    """One word: the first reason that holds, or none."""
    return Case(
        *(When(so, then=Value(name)) for name, so in reasons),
        default=Value(""),
        output_field=CharField(),
    )


def enrolled(at: datetime) -> Asked:
    """Asked of enrolments that tell the person they are of."""
    return Asked(
        person="person",
        since="anchored_at",
        at=at,
        about="anchor_id",
        comes_at="comes_at",
        agreement="agreement",
    )


def label(why: str) -> str:
    """The reason in the reader's words."""
    if why in OWN_WHYS:
        return str(OWN_WHYS[why])
    known = conditions.get(why.removeprefix(NOT))
    if known is None:
        return why
    if why.startswith(NOT):
        return _("not “%(what)s”") % {"what": known.label}
    return str(known.label)
