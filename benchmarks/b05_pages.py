"""B5: every page and list, in a small house and in a large one.

The peer is the same page at a thousand patients: how much slower does it get when
there are twenty times, or a thousand times, as many?
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from renxin.site import home

FEW = 1_000
MANY = {"small": 20_000, "full": 1_000_000}
GOAL = {"p95_ms": 100, "queries": 12, "growth": 1.3}


def run(size: str) -> dict[str, object]:
    few, many = measured(FEW), measured(MANY[size])
    pages = {
        name: {
            "p95_ms": one["p95_ms"],
            "queries": one["queries"],
            # The quickest of twenty each: what else the machine does is not the page's.
            "growth": round(one["best_ms"] / few["pages"][name]["best_ms"], 2),
        }
        for name, one in many["pages"].items()
    }
    return {
        "patients": MANY[size],
        "ratio": round(1 / max(one["growth"] for one in pages.values()), 2),
        "p95_ms": max(one["p95_ms"] for one in pages.values()),
        "pages": pages,
        "lake": many["lake"],
        "goal": GOAL,
    }


def measured(patients: int) -> Any:
    with tempfile.TemporaryDirectory(prefix="renxin-b5-") as place:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RENXIN_")}
        surroundings = kept | {
            "RENXIN_HOME": place,
            "RENXIN_PLAIN_STATIC": "1",
            "PYTHONPATH": str(home.CHECKOUT),
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.peers.pages", str(patients)],
            env=surroundings,
            cwd=home.CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
