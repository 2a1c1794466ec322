"""B6: a patient found by name, sound, initials, phone tail, whole phone or number.

Ours finds among the patients one person may see, ranks them and brings the phones
that tell them apart. The peers only look: `icontains` over the same columns, and
the same question with a trigram index on each of them.
"""

import json
import os
import subprocess
import sys
import tempfile

from renxin.site import home

PATIENTS = {"small": 100_000, "full": 1_000_000}
GOAL = {"p95_ms": 20}


def run(size: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="renxin-b6-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {"RENXIN_HOME": place, "PYTHONPATH": str(home.CHECKOUT)}
        command = [sys.executable, "-m", "benchmarks.peers.finders"]
        done = subprocess.run(
            [*command, str(PATIENTS[size])],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    figures: dict[str, object] = json.loads(done.stdout)
    return figures | {"goal": GOAL}
