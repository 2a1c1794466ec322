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
FLOW = {"small": (20, 2, 10), "full": (200, 20, 20)}
GOAL = {"seen_p95_ms": 300, "cpu_share": 0.1}
FLOW_GOAL = {"seen_p95_ms": 1000, "cpu_share": 0.1, "out_of_step": 0}


def run(size: str) -> dict[str, object]:
    figures = measured("benchmarks.peers.screens", *SIZES[size])
    told, asking = figures.pop("told"), figures.pop("asking")
    flow = measured("benchmarks.peers.flow_screens", *FLOW[size])
    share = share_of(told, asking, figures["idle"])
    of_flow = share_of(flow["told"], flow["asking"], flow["idle"])
    return {
        **figures,
        **told,
        "peers": {"polling": asking},
        "share_of_polling": share,
        "ratio": round(1 / share, 1),
        "goal": GOAL,
        "flow": flow | {"share_of_polling": of_flow, "goal": FLOW_GOAL},
    }


def share_of(ours: Any, theirs: Any, idle: Any) -> float:
    """What one side costs of the other, without what the changes cost by themselves."""
    mine, others = (
        max(one["cpu_share"] - idle["cpu_share"], 0.01) for one in (ours, theirs)
    )
    return round(mine / others, 3)


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
