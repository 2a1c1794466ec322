"""Parent and children that never outlive one another.

The house (`renxin run`) holds `run.lock` alone as long as it lives; each child
waits for that lock in a thread and ends when it gets it. The system takes the
lock away from a process however that dies, so a `kill -9` leaves no orphan.
Children share `children.lock`, so a new house waits for the old one's children.
"""

import contextlib
import fcntl
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from renxin.site import home

CHILDREN_END_WITHIN_S = 15
GRACE_S = 8
BRIEF_S = 0.05


class AlreadyRuns(Exception):
    """Another house lives in this home; says where."""


@contextmanager
def only_house() -> Iterator[None]:
    """Be the only house of this home."""
    place = home.ensure()
    with (place / "run.lock").open("a") as mine:
        await_children(place)
        if not taken(mine, fcntl.LOCK_EX):
            raise AlreadyRuns(told().get("address", ""))
        try:
            yield
        finally:
            (place / "run.json").unlink(missing_ok=True)


def await_children(place: Path) -> None:
    """Wait until no child of a house that died is left; a living one keeps its own."""
    deadline = time.monotonic() + CHILDREN_END_WITHIN_S
    with (place / "children.lock").open("a") as children:
        while not taken(children, fcntl.LOCK_EX) and time.monotonic() < deadline:
            if is_running():
                return
            time.sleep(BRIEF_S)


def is_running() -> bool:
    """Whether a house lives in this home now."""
    with (home.home() / "run.lock").open("a") as file:
        return not taken(file, fcntl.LOCK_SH)


def tell(**news: object) -> None:
    """Leave word where this house answers."""
    text = json.dumps({"pid": os.getpid(), **news})
    home.write_private(home.home() / "run.json", text)


def told() -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads((home.home() / "run.json").read_text()))
    return {}


def taken(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def follow() -> None:
    """As a child of the house: end with it. Does nothing for a process without one."""
    if os.environ.get("RENXIN_LEASHED") != "1":
        return
    children = (home.home() / "children.lock").open("a")
    fcntl.flock(children, fcntl.LOCK_SH)
    # The thread keeps the file, and with it the lock, until the process ends.
    threading.Thread(target=end_with_house, args=(children,), daemon=True).start()


def end_with_house(_children: IO[str]) -> None:
    with (home.home() / "run.lock").open("a") as house:
        fcntl.flock(house, fcntl.LOCK_SH)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os.kill(os.getpid(), signal.SIGKILL)
