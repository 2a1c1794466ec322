"""What was agreed with patients for a time still to come: steps may count back from it.

Protocols know no appointment. Whoever does registers here how what was agreed is found,
which facts tell of it, what a message of it speaks of, and who must know of a call.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as LazyText

from renxin.promises.models import Promise
from renxin.protocols.named import Rows


@dataclass(frozen=True)
class Called:
    """A call was promised about one of them, at the time that stood then."""

    pk: int
    comes_at: datetime
    promise: Promise


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """One sort of agreement with patients, as a trigger names it.

    The rows carry ``pk``, ``clinic_id``, the ``person`` of today, when it ``comes_at``,
    when that was ``agreed_at``, and the ``agreement``: another number with each move.
    """

    name: str
    label: str | LazyText
    facts: tuple[str, ...]
    # The particular of these facts that says which of them.
    key: str
    rows: Callable[[datetime], Rows]
    # What is over for good, whatever a protocol says of stopping.
    ends: tuple[str, ...]
    # As messages name it; by this their standing is asked, and a yes is understood.
    about: str
    # Of which topics the desk may speak without a clinician.
    topics: tuple[str, ...]
    blanks: Callable[[Collection[int]], dict[int, dict[str, str]]]
    hold: Callable[[Collection[int]], None]
    called: Callable[[Sequence[Called]], None]


known: dict[str, Ahead] = {}
_by_fact: dict[str, set[str]] = {}


def register(one: Ahead) -> None:
    known[one.name] = one
    for fact in one.facts:
        _by_fact.setdefault(fact, set()).add(one.name)


def told_by(facts: Iterable[str]) -> set[str]:
    """Of which agreements these facts tell."""
    return {name for fact in facts for name in _by_fact.get(fact, ())}
