"""The rules that need data, asked of a text with what the house has on record.

What breaks one cannot be said. What nobody knows is no leave: a second person finds
out, and writes down what they found.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from renxin.voice.law.checking import Finding
from renxin.voice.law.kinds import Answer, Severity, Surface
from renxin.voice.law.known import Certificate, Known, Price
from renxin.voice.law.pack import HOME, PACKS
from renxin.voice.law.predicates import Predicate, predicates

Span = tuple[int, int]
PriceOf = Callable[[str, Decimal, date], Price]
# Whom it goes to is known when it goes: it is asked then, of each of them.
ASKED_WHEN_SENT = frozenset({("AD-MIN-01", Surface.MKT), ("AD-MIN-01", Surface.GRP)})


def no_list(_text: str, compared: Decimal, _on: date) -> Price:
    return Price(compared=compared)


@dataclass(frozen=True)
class Held:
    """What the house has on record; None where nobody ever wrote it down."""

    first_name: str | None = None
    departments: frozenset[str] | None = None
    certificates: tuple[Certificate, ...] = ()
    price_of: PriceOf = no_list


@dataclass
class Spots:
    """What a text speaks of that needs data, and where it does."""

    departments: frozenset[str] = frozenset()
    compared: Decimal | None = None
    has: dict[str, bool] = field(default_factory=dict)
    at: dict[str, Span] = field(default_factory=dict)

    @property
    def ask_for_data(self) -> bool:
        return bool(self.at)


def asked(text: str, surface: str, *, on: date, held: Held) -> tuple[Finding, ...]:
    """Whatever is broken, or not known, of the rules that ask for data."""
    spots = spots_in(text)
    known = known_of(text, surface, spots, on=on, held=held)
    found = []
    for one in predicates:
        answer = one.ask(known, surface, on)
        grave = _gravity(one, answer, surface)
        if grave:
            found.append(_finding(one, grave, text, spots.at.get(one.id), on=on))
    return tuple(found)


def known_of(text: str, surface: str, spots: Spots, *, on: date, held: Held) -> Known:
    public = surface == Surface.AD
    paper = _certificate(text, held) if public else None
    price = held.price_of(text, spots.compared, on) if spots.compared else None
    return Known(
        text=text,
        certificate=paper,
        has_certificate=bool(held.certificates),
        departments_named=spots.departments,
        departments_licensed=held.departments,
        first_name=held.first_name,
        advertiser=_advertiser(text, held) if public else None,
        price=price,
        has_gift=spots.has.get("gift"),
        has_lottery=spots.has.get("lottery"),
        is_free_clinic=spots.has.get("free_clinic"),
        has_endorser=spots.has.get("endorser"),
    )


def spots_in(text: str) -> Spots:
    told, spots = _told()["spots"], Spots()
    named = {match[0]: match.span() for match in _departments().finditer(text)}
    if named:
        spots.departments = frozenset(named)
        spots.at["AD-SCO-04"] = next(iter(named.values()))
    for match in _matches(told["compared"], text):
        spots.compared = Decimal(match[1])
        spots.at["AD-PRC-01"] = match.span()
        break
    rules = {"gift": "AD-PRC-03", "lottery": "AD-LOT-01", "endorser": "AD-MIN-02"}
    for what, rule in (rules | {"free_clinic": "AD-EVT-01"}).items():
        found = next(_matches(told[what], text), None)
        spots.has[what] = found is not None
        if found:
            spots.at[rule] = found.span()
    return spots


def _gravity(one: Predicate, answer: Answer, surface: str) -> Severity | None:
    if answer == Answer.BROKEN:
        return one.severity
    asks = answer == Answer.UNKNOWN and one.severity == Severity.BLOCK
    later = (one.id, surface) in ASKED_WHEN_SENT
    return Severity.REVIEW if asks and not later else None


def _certificate(text: str, held: Held) -> Certificate | None:
    """The one whose sample this is; else any, against which it then does not stand."""
    papers = held.certificates
    same = next((one for one in papers if one.sample == text), None)
    return same or next(iter(papers), None)


def _advertiser(text: str, held: Held) -> str | None:
    if held.first_name is None:
        return None
    return held.first_name if held.first_name in text else ""


def _finding(
    one: Predicate, grave: Severity, text: str, at: Span | None, *, on: date
) -> Finding:
    start, end = at or (0, 0)
    words: Mapping[str, str] = _told()[one.id]
    articles = one.articles(on)
    return Finding(
        rule=one.id,
        severity=grave,
        raw=text[start:end],
        plain=text[start:end],
        start=start,
        end=end,
        law_zh="；".join(row.zh for row in articles),
        law_en="; ".join(row.en for row in articles),
        **{part: words[part] for part in ("zh", "en", "better_zh", "better_en")},
        is_verified=False,
    )


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((PACKS / HOME / "asked.toml").read_text("utf-8"))


@cache
def _departments() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _told()["spots"]["departments"])))


def _matches(patterns: list[str], text: str) -> Iterator[re.Match[str]]:
    for one in patterns:
        yield from re.finditer(one, text, re.IGNORECASE | re.ASCII)
