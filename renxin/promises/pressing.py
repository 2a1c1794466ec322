"""What pressing a key does: from one of the ways in ``endings`` to one verb.

Where a storey above has a verb of its own for a kind of promise, in its ``pressed``
module, a key does the same wherever it is pressed.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from renxin.promises import policy
from renxin.promises.endings import Act, FollowOn, Way, way_of
from renxin.promises.models import Deferral, Ending, Promise
from renxin.promises.refusals import NeedsAReason, NotAWay
from renxin.promises.terms import Terms
from renxin.promises.windows import next_call
from renxin.staff.models import Staff


class Verb(Protocol):
    """Carries a way out, with what was said, and tells what it came to."""

    def __call__(
        self, promise: Promise, way: Way, said: str, *, by: Staff, at: datetime
    ) -> Ending | Deferral: ...


_verbs: dict[str, Verb] = {}


def carried_out_for(*kinds: str) -> Callable[[Verb], Verb]:
    def register(verb: Verb) -> Verb:
        _verbs.update(dict.fromkeys(kinds, verb))
        return verb

    return register


def press(
    promise: Promise, code: str, *, by: Staff, at: datetime, said: str = ""
) -> Ending | Deferral:
    """End the promise in the way of this key, or move it where the key says so."""
    way = way_of(promise.kind, code)
    if way is None or way.act in {Act.ANOTHER_TIME, Act.HAND_OVER}:
        raise NotAWay
    if way.asks and not said.strip():
        raise NeedsAReason
    return _verbs.get(promise.kind, carry_out)(promise, way, said, by=by, at=at)


def carry_out(
    promise: Promise, way: Way, said: str, *, by: Staff, at: datetime
) -> Ending | Deferral:
    """What a key does that no storey above has a verb for."""
    if way.act is Act.TRY_AGAIN:
        return try_again(promise, way, by=by, at=at)
    if way.stops_calls:
        return promise.stop_calls(by=by, at=at)
    if way.act is Act.RELEASE:
        return promise.release(outcome=way.code, reason=said, by=by, at=at)
    ending = promise.keep(outcome=way.code, said=said, by=by, at=at)
    if way.follow_on:
        follow(promise, way.follow_on, said, by=by, at=at)
    return ending


def try_again(
    promise: Promise, way: Way, *, by: Staff, at: datetime
) -> Ending | Deferral:
    """Nobody answered: ring once more after some hours, then let it rest."""
    calls = policy.calls()
    if tries_of(promise, way) + 1 >= calls.tries:
        return promise.release(outcome=way.code, by=by, at=at)
    to = next_call(at + calls.again_after, promise.clinic.zone)
    return promise.defer(to=to, outcome=way.code, by=by, at=at)


def tries_of(promise: Promise, way: Way) -> int:
    return promise.deferrals.filter(outcome=way.code).count()


def follow(
    promise: Promise, on: FollowOn, said: str, *, by: Staff, at: datetime
) -> Promise:
    terms = Terms(
        kind=on.kind,
        what=str(on.what) % {"name": promise.patient.name},
        why=said or promise.what,
        due_from=at,
        due_at=at + on.within,
        owner_role=on.to_role,
    )
    return Promise.make(
        promise.patient,
        terms,
        clinic=promise.clinic,
        by=by,
        at=at,
        came_of=promise,
    )
