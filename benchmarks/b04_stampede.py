"""B4: many book at once, in overlapping lengths, what four kinds of resources allow.

Each client asks for a doctor, an assistant, a chair and a device at some time of one
day, then of the next. The peers do the same work and guard it otherwise: by checking
before inserting, by the exclusion constraint alone, by a unique start. All of them
flat out, each client asking again the moment it is answered: that tells how much
gets through, and the wait is only the length of the queue. How long one waits is
therefore told of clients who take a second between two tries, and of both. Afterwards
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
    clients, *sizes = map(int, asked.split(",")) if asked else SIZES[size]
    return {"clients": clients} | told(measured(clients, *sizes)) | {"goal": GOAL}


def told(found: dict[str, Any]) -> dict[str, Any]:
    """The figures by the names the goals have, and every side's own."""
    ours, naive = found["flat out"].pop("ours"), found["flat out"]["naive"]
    apart = found["a second apart"]["ours"]
    runs = (ours, apart, found["all paths"])
    return {
        "attempts": sum(one["attempts"] for one in runs),
        "overlaps": sum(one["overlaps"] for one in runs),
        "errors": sum(one["errors"] for one in runs),
        "p95_ms": apart["p95_ms"],
        "flat_out_p95_ms": ours["p95_ms"],
        "ratio": round(ours["per_second"] / naive["per_second"], 2),
        "flat out": ours,
        "peers": found["flat out"],
        "a second apart": found["a second apart"],
        "all paths": found["all paths"],
    }


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
