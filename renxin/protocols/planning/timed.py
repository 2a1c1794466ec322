"""The statements that know when a step opens and when it closes: told in one place."""

from functools import cache
from pathlib import Path


def statement(name: str, **parts: str) -> str:
    return _read(name).format(
        opens=_read("opens.sql").rstrip(), closes=_read("closes.sql").rstrip(), **parts
    )


@cache
def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
