"""What the law keeps out of the words of a clinic, read from ``barred.toml``."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from renxin.advice.library import Draft, spoken
from renxin.advice.refusals import SaysTooMuch


@dataclass(frozen=True)
class Rule:
    """One thing not to say, and why, in both languages."""

    pattern: re.Pattern[str]
    law: str
    zh: str
    en: str

    def why(self) -> str:
        return f"{spoken(self.zh, self.en)} ({self.law})"


def check(draft: Draft) -> None:
    """Nothing that promises, compares, sells or frightens, in either language."""
    masks, rules = _pack()
    for text in (*vars(draft.zh).values(), *vars(draft.en).values()):
        plain = masks.sub("_", unicodedata.normalize("NFKC", text))
        for rule in rules:
            if found := rule.pattern.search(plain):
                raise SaysTooMuch.named(found.group(), rule.why())


@cache
def _pack() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    file = Path(__file__).with_name("barred.toml")
    told = tomllib.loads(file.read_text("utf-8"))
    rules = [_rule(one) for one in told["rule"]]
    return _either(told["masks"]), tuple(rules)


def _rule(one: dict[str, str | list[str]]) -> Rule:
    law, zh, en = (str(one[name]) for name in ("law", "zh", "en"))
    return Rule(_either(list(one["any"])), law, zh, en)


def _either(patterns: list[str]) -> re.Pattern[str]:
    """NFKC makes full-width signs narrow, so the patterns are read the same way."""
    narrow = unicodedata.normalize("NFKC", "|".join(patterns))
    return re.compile(narrow, re.IGNORECASE)
