"""How messages leave, as the paper tells it: none lost, none twice."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.row import row


def dispatch(one: Mapping[str, Any]) -> Iterator[str]:
    goal, peers = one["goal"], one["peers"]
    first, last = peers["mark, then send"], peers["send, then mark"]
    for what in ("lost", "extra", "ineligible"):
        yield row(
            f"{one['messages']:,} messages, {one['kills']} kills: {what}",
            str(one[what]),
            f"mark, then send {first[what]} of {first['messages']:,};"
            f" send, then mark {last[what]}",
            "0",
            met=not one[what],
        )
    yield row(
        "of which nobody knows: a person decides",
        str(one["in_doubt"]),
        f"mark, then send {first['in_doubt']}; send, then mark {last['in_doubt']}",
        "–",
        met=None,
    )
    yield row(
        "which the carrier would not have, and the list says so",
        str(one["given_up"]) if "given_up" in one else "not counted then",
        f"mark, then send {first.get('given_up', '–')};"
        f" send, then mark {last.get('given_up', '–')}",
        "–",
        met=None,
    )
    yield row(
        "messages a second",
        str(one["per_second"]),
        f"send, then mark {last['per_second']}",
        f"≥ {goal['per_second']}",
        met=one["per_second"] >= goal["per_second"],
    )
