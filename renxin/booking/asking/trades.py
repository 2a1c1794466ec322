"""Which department or service is named, in either language."""

import re
from collections.abc import Iterable, Sequence

from renxin.booking.asking.line import Line
from renxin.booking.models import Service
from renxin.clinics.models import Department

# The trades of dentistry: how each is written in the two languages.
TRADES = (
    ("牙体牙髓", "牙体", "牙髓", r"endo(?:dontists?|dontics?)?"),
    ("正畸", "矫正", r"ortho(?:dontists?|dontics?)?"),
    ("种植", r"implant(?:s|ology|ologists?)?"),
    ("牙周", r"perio(?:dontists?|dontics?|dontology)?"),
    ("儿童口腔", "儿童牙科", "儿牙", "儿科", r"pa?ediatric(?:s|ians?)?"),
    ("修复", r"prostho(?:dontists?|dontics?)?"),
    ("口腔外科", "口外", "颌面", r"oral\s+surg(?:ery|eons?)"),
    ("影像", "放射", r"radiolog(?:y|ists?)|imaging"),
    ("综合", "全科", r"general(?:\s+dentist(?:s|ry)?)?"),
    ("预防", "洁牙", r"hygien(?:e|ists?)|prevention"),
    ("黏膜", "粘膜", r"oral\s+medicine"),
)
ANY = r"(?:任[一何]?[个位]?|随便哪[个位]|哪[个位]|(?<![a-z])(?:any|an?|the)\s+)?\s*"
WHO = (
    r"(?:科)?(?:的?(?:任何?一[个位]|任意一[个位]|[哪随]\w?[个位])?(?:医生|大夫|医师))?"
    r"(?:\s*(?:doctors?|dentists?|departments?|specialists?|team)(?![a-z]))?"
)
SHORTEST = 2


def departments(
    line: Line, known: Sequence[Department]
) -> list[tuple[tuple[Department, ...], re.Match[str]]]:
    """Each word for departments, with those it may mean."""
    found = []
    for pattern, meant in _spelled(known):
        found += [(meant, one) for one in line.take_all(pattern)]
    return sorted(found, key=lambda one: one[1].start())


def _spelled(
    known: Sequence[Department],
) -> Iterable[tuple[str, tuple[Department, ...]]]:
    """Whole names first, the longest of them before the others."""
    for one in sorted(known, key=lambda one: -len(one.name)):
        yield _pattern([re.escape(one.name), re.escape(one.code)]), (one,)
    for *chinese, english in TRADES:
        meant = [one for one in known if any(name in one.name for name in chinese)]
        whole = re.compile(english, re.IGNORECASE)
        meant += [
            one
            for one in known
            if one not in meant and (whole.search(one.name) or whole.search(one.code))
        ]
        if meant:
            yield _pattern([*map(re.escape, chinese), english]), tuple(meant)


def _pattern(spelled: Iterable[str]) -> str:
    one = "|".join(
        rf"(?<![a-z]){word}(?![a-z])" if _is_latin(word) else word for word in spelled
    )
    return rf"{ANY}(?:{one}){WHO}"


def _is_latin(word: str) -> bool:
    return word[:1].isascii()


def services(
    line: Line, known: Sequence[Service]
) -> list[tuple[Service, re.Match[str]]]:
    """Services written out, by name or by code; the longest name first."""
    found = []
    for one in sorted(known, key=lambda one: -len(one.name)):
        spelled = "|".join(
            rf"(?<![a-z0-9-]){re.escape(word)}(?![a-z0-9-])"
            if _is_latin(word)
            else re.escape(word)
            for word in (one.name, one.code)
        )
        found += [(one, match) for match in line.take_all(spelled)]
    return sorted(found, key=lambda one: one[1].start())


def meant_by(piece: str, known: Sequence[Service]) -> list[Service]:
    """Services of whose name this is a part."""
    if len(piece) < SHORTEST:
        return []
    return [one for one in known if piece.casefold() in one.name.casefold()]
