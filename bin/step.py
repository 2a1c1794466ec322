"""A step of set-up: made once, and again when what it was made from changes."""

import fcntl
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from trouble import say

ROOT = Path(__file__).resolve().parents[1]
STAMPS = ROOT / ".setup"
LOG = STAMPS / "log"


@dataclass(frozen=True)
class Step:
    """One thing to make, what it is made from, and where it must then be."""

    name: str
    title: tuple[str, str]
    made_from: Callable[[], Iterable[bytes]]
    make: Callable[[], None]
    result: Path

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for part in self.made_from():
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def stamp(self) -> Path:
        return STAMPS / self.name

    def is_done(self) -> bool:
        stamp = self.stamp()
        return (
            self.result.exists()
            and stamp.is_file()
            and stamp.read_text() == self.fingerprint()
        )

    def do(self) -> None:
        started = time.monotonic()
        sys.stdout.write(f"· {say(*self.title)} …")
        sys.stdout.flush()
        self.stamp().unlink(missing_ok=True)
        try:
            self.make()
        except BaseException:
            sys.stdout.write("\n")
            raise
        self.stamp().write_text(self.fingerprint())
        sys.stdout.write(f" {time.monotonic() - started:.1f} s\n")


@contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this checkout."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits = say(
                "Another set-up is at work; waiting …", "另一个安装正在进行，等待中……"
            )
            sys.stdout.write(f"{waits}\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def contents(files: Iterable[Path]) -> Iterator[bytes]:
    for file in sorted(files):
        yield os.fsencode(file.relative_to(ROOT))
        yield file.read_bytes()


def stamp_of(name: str) -> bytes:
    stamp = STAMPS / name
    return stamp.read_bytes() if stamp.is_file() else b""
