"""Where everybody stands between one step and the next."""

from dataclasses import dataclass

import numpy as np

from renxin.demo.chance import Flags, Floats, Ints

NEVER = 1 << 40
FIRST, CONTINUING, RETURN = range(3)
KINDS = ("FIRST", "CONTINUING", "RETURN")
# A patient's tries and courses are numbered in the low bits of one key.
TRIES = 10


@dataclass
class Books:
    """One row per patient."""

    day: Ints
    touched: Ints  # the minute of the last contact: nothing is booked before
    kind: Ints
    service: Ints
    step: Ints  # how many comings of this course are done
    planned: Ints  # how many it takes
    course: Ints  # a key for each course of each patient
    taken_up: Flags
    tries: Ints
    comings: Ints
    missed: Ints
    trust: Floats

    def keys(self, who: Ints) -> Ints:
        self.tries[who] += 1
        return (who << TRIES) + self.tries[who]


def blank(size: int) -> Books:
    def zeros() -> Ints:
        return np.zeros(size, dtype=np.int64)

    return Books(
        day=zeros(),
        touched=zeros(),
        kind=zeros(),
        service=zeros(),
        step=zeros(),
        planned=zeros() + 1,
        course=np.arange(size, dtype=np.int64) << TRIES,
        taken_up=np.ones(size, dtype=np.bool_),
        tries=zeros(),
        comings=zeros(),
        missed=zeros(),
        trust=np.zeros(size),
    )
