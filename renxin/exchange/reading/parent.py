"""Sending a reading process on its errand, and taking what it brings.

The parent only moves bytes: however large or wicked the file, it grows by a
buffer and no more.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.exchange.reading.answers import TOO_BIG, TURNED_AWAY
from renxin.exchange.reading.job import Job
from renxin.exchange.reading.start import surroundings

CHUNK = 1 << 18
LOOK_S = 90
STAGE_S = 3600
ENDED = (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV)
MODULE = "renxin.exchange.reading.start"


class CannotBeRead(Refusal):
    """The file was turned away; the sentence says why."""


def look(job: Job) -> dict[str, Any]:
    """What the file is, its heading and its first rows."""
    with running(job, seconds=LOOK_S) as out:
        text = b"".join(iter(lambda: out.read(CHUNK), b""))
    found: dict[str, Any] = json.loads(text)
    return found


def pick(job: Job) -> Iterator[list[str]]:
    """The heading, then each row that was asked for."""
    with running(job, seconds=STAGE_S) as out:
        for line in out:
            yield json.loads(line)


@contextmanager
def running(job: Job, *, seconds: int) -> Iterator[IO[bytes]]:
    """A reading process at work; its ill end is ours to say on the way out."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=environment,
        )
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            if child.stdin is None or child.stdout is None:
                raise AssertionError
            child.stdin.write(f"{surroundings()}\n{job.written()}".encode())
            child.stdin.close()
            yield child.stdout
            child.stdout.close()
            code = child.wait()
        finally:
            watch.cancel()
            if child.poll() is None:
                child.kill()
                child.wait()
        if code:
            said.seek(0)
            raise CannotBeRead(_sentence(code, said.read()))


def _sentence(code: int, said: bytes) -> str:
    if code == TURNED_AWAY:
        return str(json.loads(said.splitlines()[-1])["sentence"])
    if code == TOO_BIG or code in ENDED:
        return _(
            "The file needs more memory or time than reading one may take. It was"
            " stopped and nothing was taken in. Send it as CSV, or in parts."
        )
    raise ReadingFailed(code, said.decode(errors="replace")[-2000:])


class ReadingFailed(Exception):
    """The reading process broke in a way nobody foresaw: a bug of ours."""
