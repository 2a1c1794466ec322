"""B8: who is due, eligible, held out and promised, planned for everybody from cold.

Forty protocols, every patient with a visit behind them, half of the protocols on trial.
The peer is the loop that is usually written: each patient, each condition, each row on
its own; it is timed on a part of them, and both must plan the same for that part.
"""

import json
import os
import subprocess
import sys
import tempfile

from renxin.site import home

SIZES = {"small": (20_000, 40, 40), "full": (1_000_000, 40, 400)}
GOAL = {"ratio": 50, "night_s": 60, "quiet_s": 1}


def run(size: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="renxin-b8-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {"RENXIN_HOME": place, "PYTHONPATH": str(home.CHECKOUT)}
        command = [sys.executable, "-m", "benchmarks.peers.planners"]
        done = subprocess.run(
            [*command, *map(str, SIZES[size])],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures | {"goal": GOAL}
