"""B11: from a fresh clone to the first page, and a warm start.

Nothing to compare with but the goal: 120 seconds and 4. The small size may use
the package caches of this machine, the full size starts with empty ones.
"""

import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from renxin.site.home import CHECKOUT
from renxin.site.running.port import first_free

FRESH_GOAL_S, WARM_GOAL_S = 120, 4
WARM_STARTS = 3
SETTLED = ("RENXIN_HOME", "RENXIN_DATABASE_URL", "RENXIN_LEASHED", "VIRTUAL_ENV")


def run(size: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="诊所 一号 ") as folder:
        checkout = Path(folder) / "renxin"
        subprocess.run(["git", "clone", "-q", CHECKOUT, checkout], check=True)
        surroundings = environment(Path(folder) if size == "full" else None)
        fresh = start(checkout, surroundings)
        warm = sorted(start(checkout, surroundings) for _ in range(WARM_STARTS))
    median = warm[len(warm) // 2]
    return {
        "fresh_s": round(fresh, 1),
        "warm_s": round(median, 2),
        "warm_all_s": [round(one, 2) for one in warm],
        "goal": {"fresh_s": FRESH_GOAL_S, "warm_s": WARM_GOAL_S},
        "ratio": round(min(FRESH_GOAL_S / fresh, WARM_GOAL_S / median), 2),
    }


def environment(caches: Path | None) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in SETTLED}
    kept |= {"PORT": str(first_free(18000)), "RENXIN_LANG": "en"}
    if caches:
        kept |= {"UV_CACHE_DIR": str(caches / "uv"), "PIP_NO_CACHE_DIR": "1"}
        kept |= {"npm_config_cache": str(caches / "npm")}
    return kept


def start(checkout: Path, surroundings: dict[str, str]) -> float:
    """Seconds from `make run` to the first page, read over the wire."""
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "run"],
        cwd=checkout,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            address = told_address(process)
            with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310
                assert page.status == 200
                assert b"<html" in page.read()
            took = time.monotonic() - began
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.communicate(timeout=60)
    return took


def told_address(process: "subprocess.Popen[str]") -> str:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "is open at http://" in line:
            return f"http://{line.split('http://')[1].split()[0]}/accounts/login/"
    message = "".join(said)
    raise RuntimeError(message)
