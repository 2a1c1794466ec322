"""B9: messages through a bad carrier, by two workers that are killed meanwhile.

The carrier refuses some, takes others and then answers late, with a failure, or not
at all; it alone knows what reached the phones. One message in ten may not be said any
more when its time has come. The peers send the same outbox in the same run: marked
and then sent, and sent and then marked.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from renxin.site import home

# Messages, kills for each way of sending them, and messages of each peer.
SIZES = {"small": (800, 10, 400), "full": (50_000, 60, 2_000)}
GOAL = {"lost": 0, "extra": 0, "ineligible": 0, "per_second": 300}


def run(size: str) -> dict[str, object]:
    # One run of a size of its own: messages, kills, messages of a peer.
    asked = os.environ.get("DISPATCH", "")
    numbers = tuple(map(int, asked.split(","))) if asked else SIZES[size]
    return told(measured(*numbers)) | {"goal": GOAL}


def told(found: dict[str, Any]) -> dict[str, Any]:
    """Ours by the names the goals have, and every side's own."""
    ours = found.pop("ours")
    ratio = ours["per_second"] / found["send, then mark"]["per_second"]
    return ours | {"ratio": round(ratio, 2), "peers": found}


def measured(*numbers: int) -> Any:
    with tempfile.TemporaryDirectory(prefix="renxin-b9-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {"RENXIN_HOME": place, "PYTHONPATH": str(home.CHECKOUT)}
        command = [sys.executable, "-m", "benchmarks.peers.dispatch"]
        done = subprocess.run(
            [*command, *map(str, numbers)],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
