"""B10: open calendars that are told of every change, beside calendars that poll.

A change is a booking or a cancellation; it counts as seen when the screen is told to
look, from the moment somebody pressed the key. The peer asks for the same board every
two seconds. What the changes cost by themselves is measured with no screen open and
taken off both. The page a told screen then asks for is not in these figures: it is
asked for by those whose board changed, once for all changes of a moment.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from renxin.site import home

# Screens, changes a second, seconds of each side.
SIZES = {"small": (40, 5, 8), "full": (200, 20, 20)}
GOAL = {"seen_p95_ms": 300, "cpu_share": 0.1}


def run(size: str) -> dict[str, object]:
    figures = measured("benchmarks.peers.screens", *SIZES[size])
    told, asking = figures.pop("told"), figures.pop("asking")
    idle = figures["idle"]["cpu_share"]
    ours, theirs = told["cpu_share"] - idle, asking["cpu_share"] - idle
    return {
        **figures,
        **told,
        "peers": {"polling": asking},
        "share_of_polling": round(max(ours, 0.01) / max(theirs, 0.01), 3),
        "ratio": round(max(theirs, 0.01) / max(ours, 0.01), 1),
        "goal": GOAL,
    }


def measured(module: str, *sizes: int) -> Any:
    """Run a peer in a home of its own; what it says last are the figures."""
    with tempfile.TemporaryDirectory(prefix="renxin-bench-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {
            "RENXIN_HOME": place,
            "RENXIN_PLAIN_STATIC": "1",
            "PYTHONPATH": str(home.CHECKOUT),
        }
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, sizes)],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
