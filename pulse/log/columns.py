"""Which column of an event log says what: as asked, else by names in wide use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pulse.files import Unreadable

KNOWN: Mapping[str, tuple[str, ...]] = {
    "case": (
        "case_id",
        "case:concept:name",
        "case",
        "visit_id",
        "patient_id",
        "patient",
    ),
    "activity": ("activity", "concept:name", "stage", "step", "handling"),
    "time": ("timestamp", "time:timestamp", "time", "at"),
    "lifecycle": ("lifecycle", "lifecycle:transition", "registration_type"),
    "instance": (
        "activity_instance_id",
        "activity_instance",
        "concept:instance",
        "handling_id",
    ),
    "resource": ("resource", "org:resource", "employee", "by"),
}
NEEDED = ("case", "activity", "time")


@dataclass(frozen=True)
class Columns:
    """Where in a row each thing stands; none for what the log does not say."""

    places: Mapping[str, int]
    wide: int

    @classmethod
    def found(cls, names: Sequence[str], asked: Mapping[str, str | None]) -> "Columns":
        """Raises `Unreadable` where a column asked for, or needed, is not there."""
        places = {}
        for what, known in KNOWN.items():
            name = asked.get(what)
            if name and name not in names:
                raise Unreadable(f"The log has no column `{name}`.")
            told = [name] if name else [one for one in known if one in names]
            if told:
                places[what] = list(names).index(str(told[0]))
        for what in NEEDED:
            if what not in places:
                raise Unreadable(
                    f"No column says the {what}. Name it: --{what} COLUMN."
                )
        return cls(places, len(names))

    def cell(self, row: Sequence[str], what: str) -> str:
        place = self.places.get(what)
        return "" if place is None else row[place].strip()
