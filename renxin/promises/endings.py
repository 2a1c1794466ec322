"""How each kind of promise can end: the keys under it, the likeliest first.

Data, not code: what a key does is one of a few acts (``pressing`` carries them
out). The last key is always the one that stops.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST = 6


class Act(StrEnum):
    """What pressing a key does to the promise."""

    KEEP = "KEEP"
    TRY_AGAIN = "TRY_AGAIN"
    ANOTHER_TIME = "ANOTHER_TIME"
    HAND_OVER = "HAND_OVER"
    RELEASE = "RELEASE"


@dataclass(frozen=True)
class FollowOn:
    """The promise that comes of this one: a patient who is not well is not let go."""

    kind: str
    to_role: str
    what: str | LazyText
    within: timedelta


@dataclass(frozen=True)
class Way:
    """One way in which a promise can end, or go on."""

    code: str
    label: str | LazyText
    act: Act
    asks: str | LazyText = ""
    follow_on: FollowOn | None = None
    stops_calls: bool = False


TO_THE_DOCTOR = FollowOn(
    kind="CALL",
    to_role="DOCTOR",
    what=_("Speak with %(name)s, who is not well"),
    within=timedelta(hours=2),
)
TO_THE_FRONT_DESK = FollowOn(
    kind="OTHER",
    to_role="GREETER",
    what=_("Find %(name)s another day"),
    within=timedelta(hours=4),
)

ANOTHER_TIME = Way("ANOTHER_TIME", _("Another time"), Act.ANOTHER_TIME)
NO_ANSWER = Way("NO_ANSWER", _("No answer"), Act.TRY_AGAIN)
ASKED_TO_STOP = Way(
    "ASKED_TO_STOP", _("Asked not to be called"), Act.RELEASE, stops_calls=True
)
NO_RECALLS = Way(
    "NO_RECALLS", _("Asked for no more recalls"), Act.RELEASE, stops_calls=True
)
NOT_NEEDED = Way("NOT_NEEDED", _("No longer needed"), Act.RELEASE)
BOOKED = Way("BOOKED", _("Booked"), Act.KEEP)

WAYS: dict[str, tuple[Way, ...]] = {
    "CALL": (
        Way("WELL", _("Reached, all well"), Act.KEEP),
        Way(
            "UNWELL",
            _("Reached, not well"),
            Act.KEEP,
            asks=_("What troubles them?"),
            follow_on=TO_THE_DOCTOR,
        ),
        NO_ANSWER,
        ANOTHER_TIME,
        ASKED_TO_STOP,
    ),
    "EXPLAIN": (
        Way("UNDERSTOOD", _("Explained and understood"), Act.KEEP),
        ANOTHER_TIME,
        NOT_NEEDED,
    ),
    "ACCOMPANY": (
        Way("ACCOMPANIED", _("Was with them"), Act.KEEP),
        Way("ASK_SOMEONE", _("Ask a colleague"), Act.HAND_OVER),
        ANOTHER_TIME,
        Way("DID_NOT_COME", _("They did not come"), Act.RELEASE),
    ),
    "ANSWER": (
        Way("TOLD", _("Told them"), Act.KEEP),
        NO_ANSWER,
        ANOTHER_TIME,
        Way("WITHDRAWN", _("They withdrew it"), Act.RELEASE),
    ),
    "CONFIRM": (
        Way("CONFIRMED", pgettext_lazy("appointment", "Confirmed"), Act.KEEP),
        Way(
            "WANTS_ANOTHER_DAY",
            _("They want another day"),
            Act.KEEP,
            follow_on=TO_THE_FRONT_DESK,
        ),
        NO_ANSWER,
        ANOTHER_TIME,
        Way("NOT_COMING", _("They are not coming"), Act.KEEP),
        ASKED_TO_STOP,
    ),
    "RECALL": (
        BOOKED,
        NO_ANSWER,
        ANOTHER_TIME,
        Way("NOT_NOW", _("Not this time"), Act.KEEP),
        NO_RECALLS,
    ),
    "REFERRAL": (
        Way("SEEN", _("Seen, and reported back"), Act.KEEP),
        ANOTHER_TIME,
        Way("DECLINED", _("They declined"), Act.RELEASE),
    ),
    "WIN_BACK": (
        Way("COMING_BACK", _("Coming back"), Act.KEEP),
        Way("TOLD_WHY", _("Told us why"), Act.KEEP, asks=_("Why, in their own words?")),
        NO_ANSWER,
        ANOTHER_TIME,
        NO_RECALLS,
    ),
    "OTHER": (
        Way("DONE", pgettext_lazy("promise", "Done"), Act.KEEP),
        ANOTHER_TIME,
        NOT_NEEDED,
    ),
}

# Endings nobody presses: the night job and the people page write them.
FORGOTTEN = Way("FORGOTTEN", _("Nobody kept it in time"), Act.RELEASE)
TAKEN_BACK = Way("TAKEN_BACK", _("What it came of was taken back"), Act.RELEASE)
NOT_KEPT = Way("NOT_KEPT", _("Not kept"), Act.RELEASE)

# Endings of a call that the call desk alone writes.
REACHED = Way("REACHED", _("Reached"), Act.KEEP)
TOLD_LOST = Way("TOLD_LOST", _("No longer comes"), Act.KEEP)
WRONG_NUMBER = Way("WRONG_NUMBER", _("Wrong number"), Act.RELEASE)

LABELS = {
    way.code: way.label
    for ways in (
        *WAYS.values(),
        (FORGOTTEN, TAKEN_BACK, NOT_KEPT),
        (REACHED, TOLD_LOST, WRONG_NUMBER),
    )
    for way in ways
}


def ways_of(kind: str) -> tuple[Way, ...]:
    return WAYS.get(kind, WAYS["OTHER"])


def way_of(kind: str, code: str) -> Way | None:
    return next((way for way in ways_of(kind) if way.code == code), None)


def label_of(code: str) -> str:
    """The words of an ending; what another system wrote is shown as it is."""
    return str(LABELS.get(code, code))
