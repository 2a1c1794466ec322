"""How well a rehearsed carrier behaves."""

from dataclasses import dataclass
from enum import Enum
from random import Random


class Mishap(Enum):
    """What happens to one request; all but the first two take the message."""

    BUSY = "says 503 and takes nothing"
    REFUSES = "says no in its own words and takes nothing"
    SLOW = "takes it and answers when nobody listens any more"
    FAILS = "takes it and says 500"
    RESETS = "takes it and breaks the line"
    GARBLES = "takes it and answers rubbish"
    NONE = "takes it and says so"


@dataclass(frozen=True)
class Profile:
    """The share of requests to which each mishap comes, and how receipts come."""

    busy: float = 0.0
    refuses: float = 0.0
    slow: float = 0.0
    fails: float = 0.0
    resets: float = 0.0
    garbles: float = 0.0
    # How long it takes to answer, how long its books and its receipts lag, in seconds.
    answers_in: float = 0.0
    gives_up_in: float = 8.0
    books_lag: float = 0.0
    receipts_lag: float = 0.2
    doubled: float = 0.0
    lost: float = 0.0
    failed: float = 0.0

    def mishap(self, chance: Random) -> Mishap:
        drawn = chance.random()
        nothing_taken = (self.busy, self.refuses)
        shares = (*nothing_taken, self.slow, self.fails, self.resets, self.garbles)
        for mishap, share in zip(Mishap, shares, strict=False):
            if drawn < share:
                return mishap
            drawn -= share
        return Mishap.NONE


PROFILES = {
    "kind": Profile(),
    "slow": Profile(answers_in=1.5, receipts_lag=20.0, books_lag=5.0),
    "nasty": Profile(
        busy=0.08,
        refuses=0.04,
        slow=0.08,
        fails=0.06,
        resets=0.04,
        garbles=0.02,
        books_lag=1.5,
        receipts_lag=1.5,
        doubled=0.2,
        lost=0.1,
        failed=0.03,
    ),
}
