"""Who is named: doctors by name or by sound, those not wanted, the patient's own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from renxin.booking.asking.line import Heard, Line, words
from renxin.patients.pinyin import COMPOUND, readings
from renxin.staff.models import Staff

HAN = re.compile(r"[\u4e00-\u9fff]+")
LATIN = re.compile(r"[a-z]+")
TITLE = r"(?:医生|大夫|医师|主任|老师)"
DOCTOR = r"(?:dr\.?|doctor|prof\.?|professor|dentist)\s*"
NOT = (
    r"不要|不想要|不想找|不找|不看|不跟|别找|别要|除了|除|避开|非"
    rf"|{words('(?:but )?not(?: with)?', 'without', 'except(?: for)?')}"
    rf"|{words('any(?:one|body) but', 'other than', 'avoid(?:ing)?')}"
)
AND = r"和|与|跟|及|、|或者?|/|&|and|or|nor"
EITHER = r"或者?|/|\||or|否则|不行就|不然"
FIRST = rf"最好是?|优先|首选|{words('preferably', 'ideally', 'best', 'prefer')}"
WITH = rf"找|看|约|跟|{words('with', 'see', 'for', 'by')}"
WHOSE = r"(?:她|他|患者|病人)?的?"
# Behind these a surname needs no title.
LEADING = ("with", "see", "not", "except", "without", "avoid", "preferably")
JOINED = ("\0 or", "\0 and", "\0,")
HERS = words(
    r"(?:(?:her|his|their) )?(?:own|usual|regular) (?:doctor|dentist|dr\.?)",
    "(?:her|his|their) (?:doctor|dentist)",
)
OWN = rf"{WHOSE}(?:自己|原来|平时|固定|主诊|一直看)的?(?:{TITLE})|老医生|{HERS}"
LAST = (
    rf"{WHOSE}(?:上次|上一次|上回)的?(?:那个|那位)?{TITLE}"
    rf"|{words('(?:her|his|their|the) last (?:doctor|dentist|one)')}"
)
ANOTHER = (
    rf"换[个一]?[个位]?{TITLE}|别的{TITLE}|其他{TITLE}"
    rf"|{words('(?:another|a different) (?:doctor|dentist)', 'someone else')}"
)


@dataclass(frozen=True)
class Mention:
    """Doctors who may be meant by a word, and where it stands."""

    doctors: tuple[Staff, ...]
    start: int
    end: int
    is_unwanted: bool = False
    is_preferred: bool = False

    @property
    def heard(self) -> Heard:
        who = _(" or ").join(one.name for one in self.doctors)
        if self.is_unwanted:
            who = _("not with %(name)s") % {"name": who}
        elif self.is_preferred:
            who = _("%(name)s first") % {"name": who}
        return Heard(who, self.start, self.end)


@dataclass(frozen=True)
class Relative:
    """Somebody known only by whose doctor they are, once the patient is."""

    start: int
    end: int
    is_own: bool
    is_unwanted: bool = False


def mentions(line: Line, doctors: Sequence[Staff]) -> list[Mention]:
    """Everybody named, in order; “not with A or B” wants neither."""
    found: list[Mention] = []
    near = [one for one in doctors if _may_be_meant(line.typed, one.name)]
    # The second time for “or He”, which is a name only once the one before it is.
    for pattern, meant in 2 * list(_spellings(near)):
        matches = line.take_all(pattern)
        found += [Mention(meant, *match.span("who")) for match in matches]
    found.sort(key=lambda one: one.start)
    placed: list[Mention] = []
    for one in found:
        unwanted = line.before(one.start, NOT)
        if placed and placed[-1].is_unwanted:
            unwanted |= line.between(placed[-1].end, one.start, AND)
        preferred = not unwanted and line.before(one.start, FIRST)
        line.before(one.start, WITH)
        known = replace(one, is_unwanted=unwanted, is_preferred=preferred)
        placed.append(known)
    return placed


def relatives(line: Line) -> list[Relative]:
    """“Her own doctor”, “not her last dentist”, “another doctor”."""
    found = [Relative(*one.span(), is_own=True) for one in line.take_all(OWN)]
    found += [Relative(*one.span(), is_own=False) for one in line.take_all(LAST)]
    told = [
        replace(one, is_unwanted=line.before(one.start, NOT))
        for one in sorted(found, key=lambda one: one.start)
    ]
    for one in told:
        line.before(one.start, WITH)
    return told + [
        Relative(*one.span(), is_own=False, is_unwanted=True)
        for one in line.take_all(ANOTHER)
    ]


def surname(name: str) -> str:
    if not HAN.match(name):
        return name.rpartition(" ")[2]
    return name[:2] if name[:2] in COMPOUND else name[:1]


def called(piece: str, doctors: Sequence[Staff]) -> tuple[Staff, ...]:
    """Doctors of whom a word is the surname, in its own script or by its sound."""
    typed = piece.casefold()
    return tuple(
        one
        for one in doctors
        if _may_be_meant(typed, one.name)
        and typed in {surname(one.name).casefold(), _sound(surname(one.name))}
    )


def _may_be_meant(typed: str, name: str) -> bool:
    """A quick look, so that only a few of two hundred names are looked for in full."""
    if HAN.match(name):
        if surname(name) in typed or name[len(surname(name)) :] in typed:
            return True
        latin = "".join(LATIN.findall(typed.lower()))
        return bool(latin) and _sound(surname(name)) in latin
    return surname(name).lower() in typed.lower()


def _spellings(doctors: Sequence[Staff]) -> Iterator[tuple[str, tuple[Staff, ...]]]:
    """How each may be written: whole names first, then what several may share."""
    whole: dict[str, list[Staff]] = {}
    shared: dict[str, list[Staff]] = {}
    for one in doctors:
        for pattern in _whole(one.name):
            whole.setdefault(pattern, []).append(one)
        for pattern in _by_surname(one.name):
            shared.setdefault(pattern, []).append(one)
    longest = sorted(whole, key=len, reverse=True)
    for pattern in longest:
        yield pattern, tuple(whole[pattern])
    for pattern, meant in shared.items():
        yield pattern, tuple(meant)


def _whole(name: str) -> Iterator[str]:
    title = rf"(?:\s*{TITLE})?"
    if not HAN.match(name):
        spelled = r"\s+".join(re.escape(part) for part in name.split())
        yield rf"(?<![a-z])(?P<who>(?:{DOCTOR})?{spelled})(?![a-z])"
        return
    yield rf"(?P<who>{re.escape(name)}{title})"
    family, given = surname(name), name[len(surname(name)) :]
    if len(given) > 1:
        yield rf"(?P<who>{re.escape(given)}{title})"
    sound, sounds = _sound(name), _sound(family)
    own = sound[len(sounds) :]
    for spelled in (sound, own + sounds):
        yield rf"(?<![a-z])(?P<who>(?:{DOCTOR})?{_loose(spelled)}{title})(?![a-z])"


def _by_surname(name: str) -> Iterator[str]:
    family = surname(name)
    if HAN.match(name):
        yield rf"(?P<who>{re.escape(family)}{TITLE})"
        family = _sound(family)
    spelled = _loose(family)
    yield rf"(?<![a-z])(?P<who>{DOCTOR}{spelled})(?![a-z])"
    yield rf"(?<![a-z])(?P<who>{spelled}\s*{TITLE})"
    led = "|".join(f"(?<={one} )" for one in (*LEADING, *JOINED))
    yield rf"(?:{led})(?P<who>{spelled})(?![a-z])"


def _sound(name: str) -> str:
    return readings(name).pinyin


def _loose(sound: str) -> str:
    """Its letters, however the syllables are parted: liyuan, Li Yu'an."""
    return r"[\s'’-]?".join(map(re.escape, sound))
