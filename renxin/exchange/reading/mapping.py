"""How the columns of a file become ours: what a person may set, as TOML.

docs/import.md describes every key. Unknown keys are refused by name, so that a
slip of the pen is not a rule that silently does not hold.
"""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.exchange.kinds import Kind, field_of, fields_of
from renxin.exchange.reading.dates import ORDERS
from renxin.exchange.reading.words import heading_key

TOP = ("kind", "source", "clinic", "zone", "id_prefix")
RULES = (
    "not_yet",
    "died_before_birth",
    "booked_after_its_own_day",
    "ended_before_it_began",
    "introduced_by_self",
    "born_as_the_card_says",
)
DATES = ("order", "date_only", "as_written")
FILE = ("encoding", "delimiter", "sheet", "header")
TABLES = ("columns", "constants", "values", "dates", "rules", "bad_values", "file")
LONGEST = 100_000


class BadMapping(Refusal):
    """The mapping says something that cannot be done."""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """One kind of row, and where each of its fields is found."""

    kind: str
    source: str = ""
    clinic: str = ""
    zone: str = ""
    id_prefix: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    order: str = ""
    date_only: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    rules: dict[str, bool] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """Read TOML; refuse what it cannot mean, in a sentence."""
        if len(text) > LONGEST:
            raise BadMapping(_("The mapping is too long to be one."))
        try:
            said = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadMapping(
                _("The mapping is not TOML: %(error)s.") % {"error": error}
            ) from error
        _only(said, (*TOP, *TABLES), "")
        _tables(said)
        for part, keys in (("dates", DATES), ("rules", RULES), ("file", FILE)):
            _only(said.get(part, {}), keys, part)
        _only(said.get("bad_values", {}), ("leave_out",), "bad_values")
        flat = {key: said[key] for key in TOP if key in said}
        flat |= {key: said.get(key, {}) for key in ("columns", "constants", "values")}
        flat |= said.get("dates", {}) | said.get("file", {})
        flat["rules"] = said.get("rules", {})
        flat["leave_out"] = said.get("bad_values", {}).get("leave_out", [])
        return cls._checked(flat)

    @classmethod
    def _checked(cls, flat: dict[str, Any]) -> Self:
        for name in ("date_only", "as_written", "leave_out", "header"):
            flat[name] = tuple(_texts(flat.get(name, []), name))
        for name in ("columns", "constants"):
            flat[name] = {key: str(value) for key, value in flat[name].items()}
        for name in (*TOP, "order", "encoding", "delimiter", "sheet"):
            flat[name] = str(flat.get(name, ""))
        mapping = cls(**flat)
        mapping._check_kind()
        mapping._check_fields()
        mapping._check_zone()
        return mapping

    def _check_kind(self) -> None:
        if self.kind not in Kind.values:
            raise BadMapping(
                _("There is no kind “%(kind)s”; there are: %(kinds)s.")
                % {"kind": self.kind, "kinds": ", ".join(Kind.values)}
            )
        if self.order and self.order not in ORDERS:
            raise BadMapping(_("The order of a date is dmy or mdy."))

    def _check_fields(self) -> None:
        named = {*self.columns, *self.constants, *self.values}
        named |= {*self.date_only, *self.as_written, *self.leave_out}
        for name in sorted(named):
            if field_of(self.kind, name) is None:
                raise BadMapping(
                    _("%(kind)s have no field “%(name)s”; there are: %(fields)s.")
                    % {
                        "kind": self.kind,
                        "name": name,
                        "fields": ", ".join(f.name for f in fields_of(self.kind)),
                    }
                )

    def _check_zone(self) -> None:
        try:
            ZoneInfo(self.zone or "UTC")
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise BadMapping(
                _("%(zone)s is not a time zone we know.") % {"zone": self.zone}
            ) from error

    def lacking(self) -> list[str]:
        """Needed fields that neither a column nor a constant gives."""
        given = {*self.columns, *self.constants}
        return [
            f.name for f in fields_of(self.kind) if f.needed and f.name not in given
        ]

    def rule(self, name: str) -> bool:
        return self.rules.get(name, True)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Self:
        lists = ("date_only", "as_written", "leave_out", "header")
        return cls(**data | {name: tuple(data[name]) for name in lists})

    def written(self) -> str:
        """The mapping as TOML; reading it gives the same mapping."""
        top = {key: getattr(self, key) for key in TOP if getattr(self, key)}
        dates = {key: getattr(self, key) for key in DATES if getattr(self, key)}
        file = {key: getattr(self, key) for key in FILE if getattr(self, key)}
        bad = {"leave_out": self.leave_out} if self.leave_out else {}
        parts = [_lines(top)]
        for name, said in (
            ("columns", self.columns),
            ("constants", self.constants),
            *((f"values.{name}", words) for name, words in self.values.items()),
            ("dates", dates),
            ("rules", self.rules),
            ("bad_values", bad),
            ("file", file),
        ):
            if said:
                parts.append(f"[{name}]\n{_lines(said)}")
        return "\n".join(parts)


def heading_fingerprint(header: list[str]) -> str:
    keys = [heading_key(name) for name in header]
    return hashlib.sha256(json.dumps(keys).encode()).hexdigest()


def _only(said: dict[str, Any], known: tuple[str, ...], part: str) -> None:
    for key in said:
        if key not in known:
            raise BadMapping(
                _(
                    "The mapping says “%(key)s”, which means nothing; known are:"
                    " %(known)s."
                )
                % {"key": f"{part}.{key}".lstrip("."), "known": ", ".join(known)}
            )


def _tables(said: dict[str, Any]) -> None:
    """Each [part] is a table, and each of [values] a table of words."""
    parts = {part: said.get(part, {}) for part in TABLES}
    values = parts["values"]
    if isinstance(values, dict):
        parts |= {f"values.{name}": words for name, words in values.items()}
    for part, table in parts.items():
        if not isinstance(table, dict):
            raise BadMapping(_("[%(part)s] must be a table.") % {"part": part})
        if part.startswith("values.") and not all(
            isinstance(word, str) for word in table.values()
        ):
            raise BadMapping(_("[%(part)s] must give words.") % {"part": part})


def _texts(said: object, name: str) -> list[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise BadMapping(_("“%(name)s” must be a list of names.") % {"name": name})
    return said


def _lines(said: dict[str, Any]) -> str:
    return "".join(f"{_toml(key)} = {_value(value)}\n" for key, value in said.items())


def _toml(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _quoted(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_quoted(str(one)) for one in value)}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which TOML wants written out.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
