import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from renxin.desk.together import Together

PATIENCE_S = 10


class Slow:
    """Made anew each time, and not before it is let go."""

    def __init__(self):
        self.begun, self.let_go = threading.Semaphore(0), threading.Semaphore(0)
        self.times = 0

    def __call__(self):
        self.times += 1
        made = self.times
        self.begun.release()
        assert self.let_go.acquire(timeout=PATIENCE_S)
        return made


class Counting(Together):
    """Tells how many have asked."""

    def __init__(self):
        super().__init__()
        self.asked = threading.Semaphore(0)
        self._guard = Ringing(self.asked)


class Ringing:
    """A lock that rings when somebody has let go of it."""

    def __init__(self, bell):
        self.lock, self.bell = threading.Lock(), bell

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, *_error):
        self.lock.release()
        self.bell.release()


def test_those_who_ask_while_one_is_made_share_the_next():
    together, make = Counting(), Slow()

    with ThreadPoolExecutor(5) as screens:
        first = screens.submit(together.once, "board", make)
        make.begun.acquire(timeout=PATIENCE_S)
        for _turn in range(2):
            together.asked.acquire(timeout=PATIENCE_S)
        others = [screens.submit(together.once, "board", make) for _one in range(4)]
        for _one in others:
            together.asked.acquire(timeout=PATIENCE_S)
        make.let_go.release()
        make.let_go.release()
        told = [one.result(PATIENCE_S) for one in others]

    assert first.result() == 1
    assert told == [2, 2, 2, 2]
    assert make.times == 2


def test_whoever_asks_later_gets_what_is_made_later():
    together, made = Together(), iter("ab")

    assert together.once("board", lambda: next(made)) == "a"
    assert together.once("board", lambda: next(made)) == "b"


def test_what_is_asked_under_another_key_waits_for_nobody():
    together, make = Together(), Slow()

    with ThreadPoolExecutor(1) as screens:
        first = screens.submit(together.once, "board of 东院", make)
        make.begun.acquire(timeout=PATIENCE_S)
        other = together.once("board of 西院", lambda: "west")
        make.let_go.release()

    assert (first.result(), other) == (1, "west")


def test_what_fails_is_told_and_begun_anew_for_the_next():
    together = Together()

    with pytest.raises(ZeroDivisionError):
        together.once("board", lambda: 1 / 0)

    assert together.once("board", lambda: "there") == "there"
