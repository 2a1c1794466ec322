"""What the law says of a text: asked while it is written, and again when it is sent."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from renxin.voice.law.kinds import Severity
from renxin.voice.law.pack import HOME, Pack, Rule, pack
from renxin.voice.law.plain import CHINESE, Plain, plain

ORDER = list(Severity)
IN_CHINESE = re.compile(f"[{CHINESE}]")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A stretch of a text that a rule speaks of.

    `raw` is what was written, from `start` to `end`; `plain` is what the rule read.
    """

    rule: str
    severity: Severity
    raw: str
    plain: str
    start: int
    end: int
    law_zh: str
    law_en: str
    zh: str
    en: str
    better_zh: str
    better_en: str
    is_verified: bool
    instead_zh: str | None = None
    instead_en: str | None = None

    @property
    def why(self) -> str:
        return _spoken(self.zh, self.en)

    @property
    def law(self) -> str:
        return _spoken(self.law_zh, self.law_en)

    @property
    def better(self) -> str:
        return _spoken(self.better_zh, self.better_en)

    @property
    def instead(self) -> str | None:
        """What may stand there as it is, in the language of what was written."""
        return self.instead_zh if IN_CHINESE.search(self.raw) else self.instead_en

    def kept(self) -> dict[str, Any]:
        """As it is kept beside a text: which rule, how grave, which words."""
        told = ("rule", "severity", "raw", "plain", "start", "end", "law_zh", "law_en")
        return {name: getattr(self, name) for name in told} | {
            "severity": self.severity.value
        }


def check(
    text: str, surface: str, *, on: date, under: str = HOME
) -> tuple[Finding, ...]:
    """Everything the rules find in a text said there on that day, in its order."""
    rules, read = pack(under), plain(text)
    masked = read.without(*rules.masks_on(surface))
    found = [
        _finding(rules, rule, severity, read, span, on=on)
        for rule, severity in rules.rules_on(surface, on)
        for span in _spans(rule, masked)
    ]
    return tuple(sorted(found, key=lambda one: (one.start, ORDER.index(one.severity))))


def gravest(findings: Iterable[Finding]) -> Severity | None:
    graves = {finding.severity for finding in findings}
    return next((one for one in ORDER if one in graves), None)


def _spans(rule: Rule, read: Plain) -> Iterator[tuple[int, int]]:
    """Where it says so; what overlaps is told once."""
    found = sorted(
        match.span()
        for pattern in rule.patterns
        for match in pattern.finditer(read.text)
    )
    end = 0
    for start, stop in found:
        if start >= end:
            yield start, stop
            end = stop


def _finding(
    rules: Pack,
    rule: Rule,
    severity: Severity,
    read: Plain,
    span: tuple[int, int],
    *,
    on: date,
) -> Finding:
    start, end = read.stretch(*span)
    articles = rules.articles_of(rule.law, on)
    return Finding(
        rule=rule.id,
        severity=severity,
        raw=read.raw[start:end],
        plain=read.text[slice(*span)],
        start=start,
        end=end,
        law_zh="；".join(one.zh for one in articles),
        law_en="; ".join(one.en for one in articles),
        zh=rule.zh,
        en=rule.en,
        better_zh=rule.better_zh,
        better_en=rule.better_en,
        instead_zh=rule.instead_zh,
        instead_en=rule.instead_en,
        is_verified=all(one.verified_on for one in (rule, *articles)),
    )


def _spoken(zh: str, en: str) -> str:
    return zh if (get_language() or "").startswith("zh") else en
