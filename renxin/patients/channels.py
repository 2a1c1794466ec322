"""The channels through which people come to us, as the front desk lists them."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@cache
def _table() -> dict[str, str]:
    text = Path(__file__).with_name("channels.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["channels"]
    return table


def label(channel: str) -> str:
    """A channel in the language of the screen; one of another system as it came."""
    if (get_language() or "").startswith("zh"):
        return channel
    return _table().get(channel, channel)


def choices() -> list[tuple[str, str]]:
    return [("", "")] + [(channel, label(channel)) for channel in _table()]
