"""What can be asked of a patient by name: the storeys above answer what only they know.

Protocols know neither appointments nor complaints. Whoever can tell registers here, in
a module called ``conditions``, how the database is asked: for one patient as for a
million, in the same statement.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise as LazyText

Rows = QuerySet[Any, Any]
Truth = Exists | Q


@dataclass(frozen=True)
class Asked:
    """Of whom, since when (names of the outer row's columns), and at which moment.

    Where something was agreed, also of which, for when, and by which agreement.
    """

    person: str
    since: str
    at: datetime
    about: str = ""
    comes_at: str = ""
    agreement: str = ""

    def has(self, rows: Rows, patient: str = "patient") -> Truth:
        """Whether there is such a row, under any record of the person."""
        own = rows.filter(**{patient: OuterRef(self.person)})
        linked = rows.filter(**{f"{patient}__merged_into": OuterRef(self.person)})
        either: Truth = Exists(own) | Exists(linked)
        return either


@dataclass(frozen=True)
class Condition:
    """Something that is so of a patient, or of what was agreed with them."""

    name: str
    label: str | LazyText
    ask: Callable[[Asked], Truth]
    # Of which agreement it can be asked; of patients where that is empty.
    of: str = ""


@dataclass(frozen=True)
class Listed:
    """Patients whom time brings: rows of patient, clinic, what it is of, and when.

    The rows carry ``patient_id``, ``clinic_id``, ``pk`` and ``due_since``.
    """

    name: str
    label: str | LazyText
    rows: Callable[[dict[str, Any], datetime], Rows]
    # The whole numbers it may be asked with, each from and to.
    asks: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Teller:
    """How to look up what was done, from the particulars of one kind of fact."""

    key: str
    done: Callable[[dict[str, list[str]], str], Truth]
    # Facts after which it may be told otherwise.
    later: tuple[str, ...] = ()


conditions: dict[str, Condition] = {}
lists: dict[str, Listed] = {}
tellers: dict[str, Teller] = {}


def condition(
    name: str, label: str | LazyText, *, of: str = ""
) -> Callable[[Callable[[Asked], Truth]], Callable[[Asked], Truth]]:
    def register(ask: Callable[[Asked], Truth]) -> Callable[[Asked], Truth]:
        conditions[name] = Condition(name, label, ask, of)
        return ask

    return register


def listed(
    name: str, label: str | LazyText, **asks: tuple[int, int]
) -> Callable[
    [Callable[[dict[str, Any], datetime], Rows]],
    Callable[[dict[str, Any], datetime], Rows],
]:
    def register(
        rows: Callable[[dict[str, Any], datetime], Rows],
    ) -> Callable[[dict[str, Any], datetime], Rows]:
        lists[name] = Listed(name, label, rows, asks)
        return rows

    return register


def tells_what_was_done(
    *facts: str, key: str, later: tuple[str, ...] = ()
) -> Callable[
    [Callable[[dict[str, list[str]], str], Truth]],
    Callable[[dict[str, list[str]], str], Truth],
]:
    """Register for these facts; the look is given the signs and the row's column."""

    def register(
        done: Callable[[dict[str, list[str]], str], Truth],
    ) -> Callable[[dict[str, list[str]], str], Truth]:
        tellers.update(dict.fromkeys(facts, Teller(key, done, later)))
        return done

    return register
