"""One row of theirs as one row of ours, or the reason why not."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from renxin.exchange.kinds import ID_FIELDS, PARTS, Field, fields_of
from renxin.exchange.reading import values
from renxin.exchange.reading.dates import Dates
from renxin.exchange.reading.job import House, Job
from renxin.exchange.reading.mapping import Mapping
from renxin.exchange.reading.money import fen
from renxin.exchange.reading.rules import RULES, Rule
from renxin.exchange.reading.unreadable import NotRead, Unreadable
from renxin.exchange.reading.words import choices_of

ONE_BY_ONE = frozenset({"key", "document", "phone", "name"})


@dataclass(frozen=True)
class Step:
    """One field of the plan: which cell, which slots, how it is read."""

    field: Field
    cell: int
    slot: int
    read: values.Reader
    mark: bytes
    drop: bool


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
            text = cells[step.cell].strip()
            if text:
                self._fill(step, text, slots, marks)
            elif step.field.needed:
                raise Refused(
                    self.header[step.cell], "", _("This cell must not be empty.")
                )
        for heading, rule in self.rules:
            reason = rule(slots)
            if reason:
                raise Refused(heading, "", reason)
        return Row(self._key(slots), b"".join(marks).hex(), slots)

    def _fill(
        self, step: Step, text: str, slots: list[str], marks: list[bytes]
    ) -> None:
        try:
            found = step.read(text)
        except Unreadable as reason:
            if step.drop:
                return
            heading = self.header[step.cell]
            raise Refused(heading, masked(step.field, text), str(reason)) from None
        if isinstance(found, str):
            slots[step.slot] = found
        else:
            slots[step.slot : step.slot + len(found)] = found
            found = found[0]
        marks.append(step.mark + zlib.crc32(found.encode()).to_bytes(4, "big"))

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
            template += [values.NULL] * len(PARTS.get(field.name, ("one",)))
            cell = self._cell(field)
            if cell is not None:
                mark = number.to_bytes(1, "big")
                drop = field.name in self.mapping.leave_out and not field.needed
                read = self.readers.of(field)
                steps.append(Step(field, cell, slot, read, mark, drop))
            elif field.name in self.mapping.constants:
                template[slot] = self._constant(field)
            elif field.reader == "clinic":
                template[slot] = str(self.readers.house.id)
        return template, steps

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
        return next((s.slot for s in self.steps if s.field.name == id_field), None)

    def _rules(self) -> list[tuple[str, Rule]]:
        slot = {step.field.name: step.slot for step in self.steps}
        return [
            (self.mapping.columns[one], partial(rule, slot[one], slot[other]))
            for name, ((one, other), rule) in RULES.items()
            if self.mapping.rule(name) and one in slot and other in slot
        ]


class Readers:
    """The readers of one file: its zone, its clinics, its words."""

    def __init__(self, job: Job, mapping: Mapping) -> None:
        self.mapping = mapping
        self.houses = job.houses
        self.house = next(h for h in job.houses if h.id == job.house_id)
        self.today = date.fromisoformat(job.today)
        zone = ZoneInfo(mapping.zone or self.house.zone)
        self.dates = Dates(zone, mapping.order)

    def of(self, field: Field) -> values.Reader:
        read = self._checked(self._plain(field))
        return read if field.reader in ONE_BY_ONE else values.remembered(read)

    @staticmethod
    def _checked(read: values.Reader) -> values.Reader:
        def look(cell: str) -> values.Slots:
            if values.LOST in cell:
                raise Unreadable(_("The cell holds characters that cannot be decoded."))
            return read(cell)

        return look

    def _plain(self, field: Field) -> values.Reader:
        makers: dict[str, Callable[[Field], values.Reader]] = {
            "phone": lambda _field: values.phone,
            "document": lambda _field: values.document,
            "email": lambda _field: values.email,
            "whole": lambda _field: values.whole,
            "score": lambda _field: values.score,
            "money": lambda _field: lambda cell: str(fen(cell)),
            "name": lambda f: values.name if f.name == "name" else values.other_name,
            "key": lambda f: values.key(self.mapping.id_prefix, f.longest),
            "text": lambda f: values.text(f.longest),
            "clinic": lambda _field: self._clinic(),
            "choice": self._choice,
            "truth": self._choice,
            "day": self._date,
            "birthday": self._date,
            "moment": self._date,
        }
        return makers[field.reader](field)

    def _date(self, field: Field) -> values.Reader:
        as_date = field.name in self.mapping.date_only
        as_written = field.name in self.mapping.as_written
        dates = self.dates
        if field.reader == "moment":
            read = dates.midnight if as_date else dates.moment
            return dates.as_written if as_written else read
        days: Callable[[str], date] = (
            dates.written_day if as_date or as_written else dates.day
        )
        if field.reader == "birthday":
            return values.birthday(days, self.today)
        return lambda cell: days(cell).isoformat()

    def _choice(self, field: Field) -> values.Reader:
        known = choices_of(self.mapping.kind, field)
        said = self.mapping.values.get(field.name, {})
        known |= {values.folded(word): code for word, code in said.items()}
        choices = field.choices or ("true", "false")
        for word, code in said.items():
            if code not in choices:
                raise NotRead(
                    _("“%(word)s” is mapped to %(code)s, which %(field)s cannot be.")
                    % {"word": word[:40], "code": code[:40], "field": field.label}
                )
        return values.one_of(known | said, choices)

    def _clinic(self) -> values.Reader:
        known = {
            values.folded(name): str(h.id) for h in self.houses for name in _names(h)
        }

        def read(cell: str) -> str:
            said = self.mapping.values.get("clinic", {}).get(cell, cell)
            house = known.get(values.folded(said))
            if house is None:
                names = "、".join(h.names[0] for h in self.houses)
                raise Unreadable(
                    _("No clinic of yours is called so; there are: %(names)s.")
                    % {"names": names}
                )
            return house

        return read


def _names(house: House) -> tuple[str, ...]:
    return (house.code, *house.names)


def masked(field: Field, text: str) -> str:
    """What of a bad cell may be shown on a screen: personal ones keep their ends."""
    shown = text if len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004
    if not field.personal:
        return shown
    keep = max(1, len(shown) // 4)
    return shown[:keep] + "*" * max(1, len(shown) - 2 * keep) + shown[-keep:]
