"""Keeps the server running while anybody uses it, and stops it after the last.

Everyone who uses the server holds a shared lock on `users.lock`. The keeper
waits to have that lock alone. The system lets go of a dead process's lock, so
nobody needs to say goodbye, and a `kill -9` leaves nothing running.
"""

import argparse
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from renxin.site.postgres import server
from renxin.site.postgres.cluster import Cluster
from renxin.site.postgres.trouble import DatabaseTrouble

LOOK_EVERY_S = 0.25
LONGEST_PAUSE_S = 30


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("programs", type=Path)
    chosen = parser.parse_args()
    return detach(Cluster(root=chosen.root, programs=chosen.programs))


def detach(cluster: Cluster) -> int:
    """Leave the starter, who is told when the server is ready or why it is not."""
    hears, tells = os.pipe()
    if os.fork():
        os.close(tells)
        with os.fdopen(hears) as answer:
            trouble = answer.read()
        sys.stderr.write(trouble)
        return 1 if trouble else 0
    os.close(hears)
    os.setsid()
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    with os.fdopen(tells, "w") as teller:
        keep(cluster, teller)
    return 0


def keep(cluster: Cluster, teller: IO[str]) -> None:
    with (cluster.root / "keeper.lock").open("a") as mine:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            process = None if cluster.is_ready() else server.start(cluster)
        except (DatabaseTrouble, OSError) as trouble:
            teller.write(str(trouble))
            return
        teller.close()
        with (cluster.root / "users.lock").open("a") as users:
            watch(cluster, process, users)


def watch(
    cluster: Cluster, process: "subprocess.Popen[bytes] | None", users: IO[str]
) -> None:
    """Start a server that died again, with growing pauses; stop it after the last."""
    pause = LOOK_EVERY_S
    while not alone(users):
        gone = process.poll() is not None if process else cluster.pid() is None
        if gone:
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
            try:
                process = server.start(cluster)
            except (DatabaseTrouble, OSError):
                continue
        time.sleep(LOOK_EVERY_S)
    server.stop(cluster)
    if process:
        process.wait()


def alone(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
