"""One row of theirs as one row of ours, or the reason why not."""

import dataclasses
import hashlib
import zlib
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from renxin.exchange.cells import GUARD, unguarded
from renxin.exchange.columns import PARTS
from renxin.exchange.kinds import ID_FIELDS, Field, fields_of
from renxin.exchange.reading import values
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.readers import Readers
from renxin.exchange.reading.rules import HAPPENED, RULES, Rule, not_yet
from renxin.exchange.reading.unreadable import NotRead, Unreadable

# What a cell says, slot by slot, and its mark in the digest.
Found = tuple[tuple[str, ...], bytes]
NOTHING: Found = ((), b"")
REMEMBERED = 100_000  # cells of one column
ONE_BY_ONE = frozenset({"key", "document", "phone", "name"})


@dataclass(frozen=True)
class Step:
    """One field of the plan: which cell, which slots, how it is read.

    A cell that was seen before is not read again: whole columns hold a handful.
    """

    field: Field
    cell: int
    slots: slice
    read: values.Reader
    mark: bytes
    drop: bool
    known: dict[str, Found] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row read: its key, its digest and its slots, ready for COPY."""

    key: str
    digest: str
    slots: list[str]


class Refused(Exception):
    """A row that is not taken in, with the cell that is at fault."""

    def __init__(self, heading: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.heading, self.value, self.reason = heading, value, reason


class Converter:
    """Everything about one file that stays the same from row to row."""

    def __init__(self, job: Job, header: list[str]) -> None:
        self.mapping = Mapping.of_data(job.mapping)
        self.kind = self.mapping.kind
        self.header = header
        self.width = len(header)
        self.today = job.today
        self.readers = Readers(job, self.mapping)
        self.template, self.steps = self._plan()
        self.id_slot = self._id_slot()
        self.rules = self._rules()

    def row(self, cells: list[str]) -> Row:
        if len(cells) != self.width:
            self._fit(cells)
        slots = self.template.copy()
        marks: list[bytes] = []
        for step in self.steps:
            cell = cells[step.cell]
            said, mark = step.known.get(cell) or self._found(step, cell)
            if said:
                slots[step.slots] = said
                marks.append(mark)
        for heading, rule in self.rules:
            reason = rule(slots)
            if reason:
                raise Refused(heading, "", reason)
        return Row(self._key(slots), b"".join(marks).hex(), slots)

    def _found(self, step: Step, cell: str) -> Found:
        text = cell.strip()
        if text[:1] == GUARD:
            text = unguarded(text)
        if text:
            found = self._read(step, text)
        elif step.field.needed:
            heading = self.header[step.cell]
            raise Refused(heading, "", _("This cell must not be empty."))
        else:
            found = NOTHING
        if step.field.reader not in ONE_BY_ONE and len(step.known) < REMEMBERED:
            step.known[cell] = found
        return found

    def _read(self, step: Step, text: str) -> Found:
        try:
            read = step.read(text)
        except Unreadable as reason:
            if step.drop:
                return NOTHING
            heading = self.header[step.cell]
            raise Refused(heading, masked(step.field, text), str(reason)) from None
        said = (read,) if isinstance(read, str) else read
        return said, step.mark + zlib.crc32(said[0].encode()).to_bytes(4, "big")

    def _fit(self, cells: list[str]) -> None:
        """Cells that Excel left behind the last heading may be empty, not full."""
        if len(cells) < self.width or any(cells[self.width :]):
            raise Refused(
                "",
                "",
                _("The row has %(cells)s cells, the heading has %(columns)s.")
                % {"cells": len(cells), "columns": self.width},
            )

    def _key(self, slots: list[str]) -> str:
        if self.id_slot is not None:
            return slots[self.id_slot]
        text = "\x1f".join(slots).encode()
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    def _plan(self) -> tuple[list[str], list[Step]]:
        template: list[str] = []
        steps: list[Step] = []
        for number, field in enumerate(fields_of(self.kind)):
            slot = len(template)
            width = len(PARTS.get(field.name, ("one",)))
            template += [values.NULL] * width
            if field.reader == "clinic":
                template[slot] = str(self.readers.house.id)
            cell = self._cell(field)
            if cell is not None:
                slots = slice(slot, slot + width)
                steps.append(self._step(field, cell, slots, number))
            elif field.name in self.mapping.constants:
                template[slot] = self._constant(field)
        return template, steps

    def _step(self, field: Field, cell: int, slots: slice, number: int) -> Step:
        read, mark = self.readers.of(field), number.to_bytes(1, "big")
        drop = field.name in self.mapping.leave_out and not field.needed
        known = {} if field.needed else {"": NOTHING}
        return Step(field, cell, slots, read, mark, drop, known)

    def _cell(self, field: Field) -> int | None:
        heading = self.mapping.columns.get(field.name)
        if heading is None:
            if field.needed and field.name not in self.mapping.constants:
                raise NotRead(
                    _("No column is chosen for “%(field)s”.") % {"field": field.label}
                )
            return None
        if heading not in self.header:
            raise NotRead(
                _("The file has no column “%(heading)s”.") % {"heading": heading[:60]}
            )
        return self.header.index(heading)

    def _constant(self, field: Field) -> str:
        try:
            found = self.readers.of(field)(self.mapping.constants[field.name])
        except Unreadable as reason:
            raise NotRead(f"{field.label}: {reason}") from None
        return found if isinstance(found, str) else found[0]

    def _id_slot(self) -> int | None:
        id_field = ID_FIELDS[self.kind]
        return next(
            (s.slots.start for s in self.steps if s.field.name == id_field), None
        )

    def _rules(self) -> list[tuple[str, Rule]]:
        slot = {step.field.name: step.slots.start for step in self.steps}
        ahead: list[tuple[str, Rule]] = [
            (self.mapping.columns[name], partial(not_yet, slot[name], self.today))
            for name in HAPPENED
            if self.mapping.rule("not_yet") and name in slot
        ]
        return ahead + [
            (self.mapping.columns[one], partial(rule, slot[one], slot[other]))
            for name, ((one, other), rule) in RULES.items()
            if self.mapping.rule(name) and one in slot and other in slot
        ]


def masked(field: Field, text: str) -> str:
    """What of a bad cell may be shown on a screen: personal ones keep their ends."""
    shown = text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004
    if not field.personal:
        return shown
    keep = max(1, len(shown) // 4)
    return shown[:keep] + "*" * max(1, len(shown) - 2 * keep) + shown[-keep:]
