"""What was done, told by the house's own records: no field anywhere says it outright.

A booked service has a code, a charge a name, a visit a condition. Which of them mean
an extraction is data that a clinic sets.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@dataclass(frozen=True)
class Treatment:
    code: str
    zh: str
    en: str
    services: tuple[str, ...]
    words: tuple[str, ...]

    def __str__(self) -> str:
        return self.zh if (get_language() or "").startswith("zh") else self.en


@cache
def treatments() -> dict[str, Treatment]:
    file = Path(__file__).with_name("treatments.toml")
    table = tomllib.loads(file.read_text("utf-8"))
    return {
        code: Treatment(
            code, one["zh"], one["en"], tuple(one["services"]), tuple(one["words"])
        )
        for code, one in table.items()
    }


Signs = dict[str, dict[str, list[str]]]


def gathered(rows: list[tuple[str, str, str]]) -> Signs:
    """For each treatment, the texts by which it is told, by where they stand."""
    signs: Signs = defaultdict(lambda: defaultdict(list))
    for treatment, source, text in rows:
        signs[treatment][source].append(text)
    return signs


def together(signs: Signs, codes: list[str]) -> dict[str, list[str]]:
    """The texts that tell of any of these."""
    told: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for source, texts in signs.get(code, {}).items():
            told[source] += texts
    return told
