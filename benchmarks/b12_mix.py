"""B12: a hundred people at work at once on the real server, a second between two acts.

They look at their day, the calendar and patients, find people, book, move and
confirm. Nothing to compare with but the goal. A refusal in words is an answer; only
what nobody asked for is an error.
"""

from benchmarks.b10_boards import measured

# Patients, staff, seconds.
SIZES = {"small": (2_000, 15, 20), "full": (200_000, 100, 120)}
GOAL = {"reads_p95_ms": 150, "writes_p95_ms": 250, "errors": 0}


def run(size: str) -> dict[str, object]:
    figures = measured("benchmarks.peers.mix", *SIZES[size])
    shares = [GOAL[one] / figures[one] for one in ("reads_p95_ms", "writes_p95_ms")]
    return figures | {"ratio": round(min(shares), 2), "goal": GOAL}
