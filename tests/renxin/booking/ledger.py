"""What booking ought to do, in plain Python: no database, no locks, no queries.

Moments are whole minutes since midnight of Tuesday, on the clinic's own clock.
"""

import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

GRACE, LATE, HELD_FOR, AHEAD = 15, 30, 15, 60
CLEANUP = 10
DAY = 24 * 60
OPENS, CLOSES = 8 * 60, 18 * 60
DAYS = 3
Stretch = tuple[int, int]
Taken = tuple[str, int, int, int, int | None]
Besides = tuple[int, ...]


def meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True)
class Spot:
    begins: int
    minutes: int
    doctor: str
    chair: str
    assistant: str = ""
    device: str = ""

    @property
    def ends(self) -> int:
        return self.begins + self.minutes

    def takes(self) -> dict[str, Stretch]:
        whole = (self.begins, self.ends + CLEANUP)
        things = (self.assistant, self.chair, self.device)
        taken = {self.doctor: (self.begins, self.ends)}
        return taken | {thing: whole for thing in things if thing}

    def people(self) -> dict[str, Stretch]:
        staff = (self.doctor, self.assistant)
        return {who: when for who, when in self.takes().items() if who in staff}


# A place, and for which patient.
Wanted = tuple[Spot, int]


@dataclass
class Card:
    spot: Spot
    patient: int
    held_until: int | None = None
    lanes: dict[str, int] = field(default_factory=dict)
    is_confirmed: bool = False
    ended: str = ""


@dataclass
class Ledger:
    now: int
    cards: dict[int, Card] = field(default_factory=dict)
    kept: dict[int, tuple[str, Stretch]] = field(default_factory=dict)
    away: list[tuple[str, Stretch]] = field(default_factory=list)
    waiting: dict[int, bool] = field(default_factory=dict)
    facts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def occupied(self) -> Iterator[Taken]:
        """What, from when until when, in which lane, and by which card if by one."""
        for pk, card in self.cards.items():
            if card.ended in {"", "KEPT"}:
                for thing, (begins, ends) in card.spot.takes().items():
                    yield thing, begins, ends, card.lanes[thing], pk
        for thing, (begins, ends) in self.kept.values():
            yield thing, begins, ends, 0, None

    def has_lapsed(self, pk: int) -> bool:
        card = self.cards[pk]
        held = card.held_until
        return not card.ended and held is not None and held <= self.now

    def in_the_way(
        self, takes: dict[str, Stretch], besides: Besides = ()
    ) -> list[Taken]:
        return [
            one
            for one in self.occupied()
            if one[0] in takes
            and meet((one[1], one[2]), takes[one[0]])
            and (one[4] is None or one[4] not in besides)
        ]

    def is_elsewhere(self, patient: int, when: Stretch, besides: Besides) -> bool:
        """Whether the patient is still expected in some other place by then."""
        return any(
            card.patient == patient
            and not card.ended
            and not self.has_lapsed(pk)
            and meet((card.spot.begins, card.spot.ends), when)
            for pk, card in self.cards.items()
            if pk not in besides
        )

    def never(self, spot: Spot) -> str:
        """What is said of a time that nobody can have, whoever asks."""
        if spot.begins < self.now - GRACE:
            return "InThePast"
        ends_on = (spot.ends - 1) // DAY
        return "AcrossMidnight" if ends_on > spot.begins // DAY else ""

    def refusal(
        self, spot: Spot, patient: int, *, besides: Besides = (), over: bool = False
    ) -> str:
        if never := self.never(spot):
            return never
        if self.is_elsewhere(patient, (spot.begins, spot.ends), besides):
            return "AlreadyComes"
        if over:
            return ""
        if self.is_taken(spot.takes(), besides):
            return "Taken"
        is_at_work = all(self.is_at_work(*one) for one in spot.people().items())
        return "" if is_at_work else "NotAtWork"

    def is_taken(self, takes: dict[str, Stretch], besides: Besides = ()) -> bool:
        standing = self.in_the_way(takes, besides)
        return any(one[4] is None or not self.has_lapsed(one[4]) for one in standing)

    def is_at_work(self, who: str, when: Stretch) -> bool:
        day = when[0] // DAY * DAY
        shift = day + OPENS <= when[0] and when[1] <= day + CLOSES
        is_away = any(who == one and meet(when, leave) for one, leave in self.away)
        return 0 <= day < DAYS * DAY and shift and not is_away

    def clear(self, takes: dict[str, Stretch], besides: Besides = ()) -> None:
        for one in self.in_the_way(takes, besides):
            if one[4] is not None and self.has_lapsed(one[4]):
                self.cards[one[4]].ended = "LAPSED"

    def put(
        self, pk: int, spot: Spot, patient: int, *, held_until: int | None = None
    ) -> bool:
        """Stand a card there; whether that is over something else."""
        takes = spot.takes()
        card = self.cards.get(pk) or Card(spot, patient, held_until)
        self.clear(takes, (pk,))
        standing = self.in_the_way(takes, (pk,))
        self.cards[pk] = card
        card.spot, card.lanes = spot, {}
        for thing in takes:
            beside = [one[3] for one in standing if one[0] == thing]
            card.lanes[thing] = max(beside, default=-1) + 1
        return any(card.lanes.values())

    def tell(self, fact: str, pk: int) -> None:
        self.facts[f"booking.{fact}", pk] += 1

    def touch(self, pk: int) -> str:
        """What is said to whoever takes up a card that has ended."""
        card = self.cards[pk]
        if card.ended:
            return "AlreadyHere" if card.ended == "KEPT" else "AlreadyOver"
        return "HoldLapsed" if self.has_lapsed(pk) else ""

    def agree(self, pk: int) -> None:
        if self.cards[pk].held_until is not None:
            self.cards[pk].held_until = None
            self.tell("booked", pk)

    def confirm(self, pk: int) -> None:
        self.agree(pk)
        if not self.cards[pk].is_confirmed:
            self.cards[pk].is_confirmed = True
            self.tell("confirmed", pk)

    def rebook(self, pk: int) -> None:
        """What was confirmed was the old time."""
        self.cards[pk].is_confirmed = False
        self.tell("rebooked", pk)

    def foretold(self, wanted: list[Wanted], gone: Besides = ()) -> str:
        """The refusal of several places taken one after the other, or none."""
        trial = copy.deepcopy(self)
        for pk in gone:
            del trial.cards[pk]
        for number, (spot, patient) in enumerate(wanted, 1):
            if refused := trial.refusal(spot, patient):
                return refused
            trial.put(-number, spot, patient)
        return ""
