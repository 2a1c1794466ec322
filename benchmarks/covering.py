"""How often intervals hold the truth, as the paper tells it: no time at all."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.row import row


def cover(one: Mapping[str, Any]) -> Iterator[str]:
    """A line for each interval, and one for whoever looks again and again."""
    goal, held = one["goal"], one["held"]
    what = f"{one['seeds']} small houses, {one['true_per_100']:g} more of 100 planted"
    usual = f"{goal['low']:.0%} to {goal['high']:.1%}"
    for name, share in held.items():
        is_any_day = name.startswith("any day")
        wanted = f"≥ {goal['any_day']:.0%}" if is_any_day else usual
        low = goal["any_day"] if is_any_day else goal["low"]
        met = low <= share and (is_any_day or share <= goal["high"])
        yield row(f"{what}: held by {name}", f"{share:.1%}", "–", wanted, met=met)
    fooled = one["fooled"]
    plain = fooled["one look, taken every time"]
    naive = f"the plain interval, looked at each time: {plain:.1%}"
    what = f"nothing planted, {one['looks']} looks: fooled at any of them"
    ours = f"{fooled['any day']:.1%}"
    met = fooled["any day"] <= 1 - goal["any_day"]
    yield row(what, ours, naive, f"≤ {1 - goal['any_day']:.0%}", met=met)
