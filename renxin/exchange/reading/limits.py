"""What a reading process may use; the system ends one that wants more."""

import resource
from pathlib import Path

MEMORY = 512 * 1024**2
SPACE = 3 * 1024**3
SAID = 1024**2  # what it has to say goes to a file of the parent
CPU_S = 60
CPU_S_PER_MB = 1


def lay_on(paths: list[Path]) -> None:
    """Limit this process before it opens anything a stranger made.

    Text is read in a stream and may take its time; a workbook is small or is
    turned away at the door, so the time grows with what lies on the disk.
    """
    megabytes = sum(path.stat().st_size for path in paths) // 1024**2
    seconds = CPU_S + CPU_S_PER_MB * megabytes
    for name, most in (
        ("RLIMIT_DATA", MEMORY),
        ("RLIMIT_AS", SPACE),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", SAID),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            resource.setrlimit(kind, (most, most))
