"""The house while it is open: its children, watched and brought back."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from renxin.site.running.caller import Caller
from renxin.site.running.port import ADDRESS

LOOK_EVERY_S = 0.2
STOPPED_WITHIN_S = 10
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30
# A child that lived this long died of something new.
SETTLED_S = 60
TRIES_TO_OPEN = 4


class CannotOpen(Exception):
    """A child dies every time before the first page is served."""


@dataclass
class Child:
    """A process the house cannot be open without."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0
    again_at: float = 0
    pause: float = FIRST_PAUSE_S
    deaths: int = 0

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches the house, and the house ends it.
        self.process = subprocess.Popen(  # noqa: S603  our own modules
            [sys.executable, "-m", *self.command],
            env=os.environ | self.environment | {"RENXIN_LEASHED": "1"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started_at = time.monotonic()

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def bury(self) -> None:
        """End what it left behind, and set the time of its return."""
        self.signal(signal.SIGKILL)
        self.process = None
        self.deaths += 1
        now = time.monotonic()
        if now - self.started_at > SETTLED_S:
            self.pause = FIRST_PAUSE_S
        self.again_at = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE_S)

    def signal(self, signum: int) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signum)


def web(port: int) -> Child:
    return Child("web", ["renxin.site.running.web", str(port)], {"RENXIN_POOL": "20"})


def worker() -> Child:
    return Child("work", ["renxin.cli", "work"])


class House:
    """Opens, stays open until told to close, and closes whole."""

    def __init__(self, children: Iterable[Child], say: Callable[[str], None]) -> None:
        self.children = list(children)
        self.say = say
        self.closing = threading.Event()
        self.caller: Caller | None = None

    def close_on_signals(self) -> None:
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, lambda *_: self.closing.set())

    def close_with(self, caller: Caller) -> None:
        """Close when the caller is gone or was told to stop."""
        self.caller = caller

    def stay_open(self, when_open: Callable[[], None], *, port: int) -> None:
        try:
            # One after another: the first, which serves the pages, gets all cores.
            self.await_first_page(self.children[0], port)
            if not self.closing.is_set():
                when_open()
            while not self.closing.wait(LOOK_EVERY_S):
                self.look_after(self.children)
        finally:
            self.close()

    def await_first_page(self, first: Child, port: int) -> None:
        self.look_after([first])
        while not self.closing.wait(LOOK_EVERY_S / 4) and not answers(port):
            self.look_after([first])
            if first.deaths >= TRIES_TO_OPEN:
                raise CannotOpen

    def look_after(self, children: Iterable[Child]) -> None:
        for child in children:
            if child.has_died():
                child.bury()
                self.say(child.name)
            if child.process is None and time.monotonic() >= child.again_at:
                child.start()
        if self.caller and self.caller.has_left():
            self.closing.set()

    def close(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOPPED_WITHIN_S
        for child in self.children:
            if child.process:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(deadline - time.monotonic(), 0))
                child.signal(signal.SIGKILL)
                child.process.wait()


def answers(port: int) -> bool:
    """Whether the first page comes."""
    line = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        line.request("GET", "/accounts/login/", headers={"Accept": "text/html"})
        return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
