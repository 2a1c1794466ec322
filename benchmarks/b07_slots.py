"""B7: the next free time with a doctor, a chair and an assistant, in a full house.

200 doctors, 200 chairs and 300 assistants for 90 days, half of the time taken. The
peer asks for the same days' shifts and appointments and walks them in Python, as
booking programs commonly do; both must find the same soonest start.
"""

import json
import os
import subprocess
import sys
import tempfile

from renxin.site import home

SIZES = {"small": (60, 30, 60), "full": (200, 90, 300)}
GOAL = {"p95_ms": 100}


def run(size: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="renxin-b7-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {"RENXIN_HOME": place, "PYTHONPATH": str(home.CHECKOUT)}
        command = [sys.executable, "-m", "benchmarks.peers.slots"]
        done = subprocess.run(
            [*command, *map(str, SIZES[size])],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures | {"goal": GOAL}
