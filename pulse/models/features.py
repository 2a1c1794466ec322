"""What a chance may rest on, and what it must never rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pulse.models.bookings import UNKNOWN, Bookings, earlier
from pulse.models.logistic import Floats, Ints
from pulse.no_shows import BANDS, LEADS

# Who a person is, what they have and what they pay with: never a reason to expect
# less of them. Age is among them; the chance does without it.
PROTECTED = frozenset(
    {
        "age",
        "age_band",
        "birth_on",
        "sex",
        "gender",
        "race",
        "ethnicity",
        "nationality",
        "religion",
        "language",
        "marital_status",
        "pregnancy",
        "disability",
        "condition",
        "diagnosis",
        "need",
        "payer",
        "value_tier",
        "insurance",
        "income",
        "occupation",
        "education",
        "address",
        "neighbourhood",
        "postcode",
        "channel",
        "introduced_by",
        "restricted",
        "name",
        "patient_id",
        "amount",
        "charges",
        "revenue",
        "spend",
        "value",
    }
)
HOURS = (10, 12, 14, 17)
HOUR_BANDS = ("0–10", "10–12", "12–14", "14–17", "17–24")
PRIOR = 5.0
MOST_TOLD = 60
FEWEST = 30
EARLIER, NEW = "earlier", "new"


class Protected(ValueError):
    """A chance was asked to rest on what a person is."""


class Decision(StrEnum):
    """When something is decided: as the booking is made, or the evening before."""

    BOOKING = "booking"
    EVE = "eve"

    def days(self, held: Bookings) -> Ints:
        """The day of the decision; only what was known before that day counts."""
        return held.booked if self is Decision.BOOKING else held.days - 1

    def is_open(self, held: Bookings) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Bookings there is something to decide about.

        Whoever booked on the day itself was not in the book the evening before.
        """
        is_ahead = held.leads() >= (0 if self is Decision.BOOKING else 1)
        return np.asarray((held.booked != UNKNOWN) & is_ahead)


def refuse(columns: Iterable[str]) -> None:
    """Refuse columns that say who a person is, however they are written."""
    for one in columns:
        if one.strip().lower() in PROTECTED:
            raise Protected(f"A chance never rests on `{one}`.")


@dataclass(frozen=True)
class Facts:
    """What is known of each booking at its decision; a level of "" is not known."""

    levels: Mapping[str, Sequence[str]]
    missed: Ints
    known: Ints

    def of(self, row: int) -> dict[str, str]:
        return {name: level[row] for name, level in self.levels.items()}


def facts(held: Bookings, decision: Decision, decided: Ints, chosen: Ints) -> Facts:
    """The facts of the chosen rows, each as known on the day of its decision."""
    missed, known = earlier(held, decided)
    levels: dict[str, Sequence[str]] = {
        "lead": _banded(held.leads()[chosen], [last + 1 for _, last in LEADS], BANDS),
        "hour": _banded(held.hours[chosen], HOURS, HOUR_BANDS),
        "weekday": [str(one) for one in held.weekdays[chosen]],
    }
    if decision is Decision.EVE:
        words = {0: "no", 1: "yes"}
        levels["reminded"] = [words.get(int(one), "") for one in held.reminded[chosen]]
    for name, column in held.more.items():
        levels[name] = [column[at] or "" for at in chosen]
    return Facts(levels, *_few(missed[chosen], known[chosen]))


def _banded(values: Ints, starts: Sequence[int], names: Sequence[str]) -> list[str]:
    bands = np.digitize(values, starts)
    is_known = values >= 0
    return [
        names[band] if told else "" for band, told in zip(bands, is_known, strict=True)
    ]


def _few(missed: Ints, known: Ints) -> tuple[Ints, Ints]:
    """A very long history in proportion: patterns stay few, shares stay true."""
    scale = np.maximum(1.0, known / MOST_TOLD)
    return np.rint(missed / scale).astype(np.int64), np.rint(known / scale).astype(
        np.int64
    )


@dataclass(frozen=True)
class Design:
    """The columns of the model: the constant, levels of features, and the history."""

    columns: tuple[tuple[str, str], ...]
    usual: float

    @classmethod
    def of(cls, seen: Facts, missed: Ints) -> "Design":
        """Levels seen often enough in what the model is fitted to."""
        columns: list[tuple[str, str]] = [("", "")]
        for name, told in seen.levels.items():
            names, counts = np.unique(np.array(told, dtype=str), return_counts=True)
            often = [
                str(one)
                for one, count in zip(names, counts, strict=True)
                if one and count >= FEWEST
            ]
            columns += [(name, one) for one in often if len(often) > 1]
        columns += [(EARLIER, ""), (NEW, "")]
        return cls(tuple(columns), float(missed.mean()))

    def patterns(self, seen: Facts) -> tuple[Floats, Ints]:
        """A row for each way of looking alike, and which row each booking is."""
        which = seen.known * (MOST_TOLD + 1) + seen.missed
        for told in seen.levels.values():
            names, codes = np.unique(np.array(told, dtype=str), return_inverse=True)
            _, which = np.unique(which * len(names) + codes, return_inverse=True)
        _, first, which = np.unique(which, return_index=True, return_inverse=True)
        return self._matrix(seen, first), which.astype(np.int64)

    def _matrix(self, seen: Facts, rows: Ints) -> Floats:
        matrix = np.zeros((len(rows), len(self.columns)))
        matrix[:, 0] = 1.0
        for at, (name, level) in enumerate(self.columns):
            if level:
                told = np.array(seen.levels[name], dtype=str)[rows]
                matrix[:, at] = told == level
        matrix[:, -2] = self._history(seen.missed[rows], seen.known[rows])
        matrix[:, -1] = seen.known[rows] == 0
        return matrix

    def _history(self, missed: Ints, known: Ints) -> Floats:
        """The log-odds of a patient's own share, drawn to the usual while it is short.

        Nought where nothing is known yet.
        """
        share = (missed + PRIOR * self.usual) / (known + PRIOR)
        odds = np.log(share / (1 - share)) - np.log(self.usual / (1 - self.usual))
        return np.asarray(odds, dtype=np.float64)
