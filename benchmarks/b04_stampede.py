"""B4: many book at once, in overlapping lengths, what four kinds of resources allow.

Each client asks for a doctor, an assistant, a chair and a device at some time of one
day, then of the next. The peers do the same work and guard it otherwise: by checking
before inserting, by the exclusion constraint alone, by a unique start. Afterwards,
all paths of booking at once, and behind the locks alone: the constraint is away.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from renxin.site import home

# Clients, rounds of each, and attempts over all paths.
SIZES = {"small": (64, 10, 1_000), "full": (64, 60, 100_000)}
GOAL = {"overlaps": 0, "errors": 0, "p95_ms": 250, "ratio": 0.8}


def run(size: str) -> dict[str, object]:
    # One run of a size of its own: clients, rounds, attempts.
    asked = os.environ.get("STAMPEDE", "")
    sizes = tuple(map(int, asked.split(","))) if asked else SIZES[size]
    figures = measured(*sizes)
    naive = figures["peers"].get("naive")
    ratio = figures["per_second"] / naive["per_second"] if naive else None
    return figures | {"ratio": ratio and round(ratio, 2), "goal": GOAL}


def measured(clients: int, rounds: int, attempts: int) -> Any:
    with tempfile.TemporaryDirectory(prefix="renxin-b4-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {"RENXIN_HOME": place, "PYTHONPATH": str(home.CHECKOUT)}
        command = [sys.executable, "-m", "benchmarks.peers.stampede"]
        done = subprocess.run(
            [*command, *map(str, (clients, rounds, attempts))],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
