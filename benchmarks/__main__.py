"""Run the benchmarks, each against its peer, and keep what they measured.

`python -m benchmarks --size small --only B4`. A benchmark is a module
`bNN_name.py` with `run(size) -> dict`; it may end with another's failure, which
is told and does not stop the rest.
"""

import argparse
import importlib
import json
import os
import platform
import re
import sys
import time
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import paper

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
SIZES = ("small", "full")
NUMBERED = re.compile(r"b(\d+)_\w+\.py")


def main() -> int:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--only", default="", help="such as B4 or B4,B6")
    asked = parser.parse_args()
    found = modules()
    wanted = [part.strip().upper() for part in asked.only.split(",") if part.strip()]
    unknown = sorted(set(wanted) - set(found))
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(found)}")
    failed = []
    for number in wanted or found:
        print(f"— {number} ({found[number]}), {asked.size}", flush=True)
        if not measured(number, found[number], asked.size):
            failed.append(number)
    print(table(kept()))
    paper.refresh(kept())
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def modules() -> dict[str, str]:
    """Each number and its module, in order of number."""
    names = {
        int(match[1]): path.stem
        for path in HERE.glob("b*_*.py")
        if (match := NUMBERED.fullmatch(path.name))
    }
    return {f"B{number}": names[number] for number in sorted(names)}


def measured(number: str, name: str, size: str) -> bool:
    started, load = time.monotonic(), round(os.getloadavg()[0], 1)
    try:
        figures = importlib.import_module(f"benchmarks.{name}").run(size)
    except Exception:  # noqa: BLE001  told, and the next one still runs
        traceback.print_exc()
        return False
    keep(
        number,
        size,
        {
            **figures,
            "took_s": round(time.monotonic() - started, 1),
            # What else the machine did: a loaded one is slow for both sides.
            "load_before": load,
        },
    )
    return True


def keep(number: str, size: str, figures: Mapping[str, object]) -> None:
    """Each size by itself: a look in passing leaves the hours of a full run alone."""
    results = kept()
    when = datetime.now(UTC).isoformat(timespec="seconds")
    name = number if size == "small" else f"{number} {size}"
    results[name] = {"size": size, **figures, "when": when, "machine": machine()}
    ordered = dict(sorted(results.items(), key=lambda pair: paper.place(pair[0])))
    draft = RESULTS.with_suffix(".draft")
    draft.write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n")
    draft.replace(RESULTS)


def kept() -> dict[str, dict[str, object]]:
    return json.loads(RESULTS.read_text()) if RESULTS.is_file() else {}


def machine() -> str:
    """What was measured on: cores, processor, memory, Python. No names."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return (
        f"{os.cpu_count()} × {platform.machine()}, {pages / 2**30:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}"
    )


def table(results: Mapping[str, Mapping[str, object]]) -> str:
    lines = [f"{'':9}{'size':7}{'ratio':>9}   figures"]
    for number, figures in results.items():
        plain = [
            f"{key} {value}"
            for key, value in figures.items()
            if key not in {"size", "ratio", "when", "machine"}
            and isinstance(value, int | float | str)
        ]
        ratio = figures.get("ratio")
        shown = f"{ratio:.2f}" if isinstance(ratio, int | float) else "–"
        lines.append(f"{number:9}{figures['size']!s:7}{shown:>9}   {', '.join(plain)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
