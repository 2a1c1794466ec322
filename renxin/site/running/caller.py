"""The program that opened the house, such as make, and whether it has had enough."""

import os
import re
import signal
from dataclasses import dataclass, field
from pathlib import Path

CAUGHT = re.compile(r"^SigCgt:\s*([0-9a-f]+)$", re.MULTILINE)


def catches_interrupts(pid: int) -> bool:
    """Whether a process has a handler for SIGINT; unknown (no /proc) is no."""
    try:
        found = CAUGHT.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return False
    return bool(found and int(found[1], 16) >> (signal.SIGINT - 1) & 1)


@dataclass(frozen=True)
class Caller:
    """A parent process, as it was when the house opened."""

    pid: int = field(default_factory=os.getppid)
    minded: bool = field(default_factory=lambda: catches_interrupts(os.getppid()))

    def has_left(self) -> bool:
        """Gone, however it went; or make, interrupted alone and now waiting for us.

        At a terminal Ctrl-C reaches all. A lone SIGINT to make is not passed on:
        it drops its handler and waits for its children.
        """
        if os.getppid() != self.pid:
            return True
        return self.minded and not catches_interrupts(self.pid)
