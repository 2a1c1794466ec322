"""What somebody at a desk asks for in a line of their own, read by a small grammar.

Whatever is understood is said back in words, and whatever is not is said too:
nothing is guessed in silence.
"""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from renxin.booking.asking import days, hours, lengths, people, trades
from renxin.booking.asking.asked import Asking, House, Missed
from renxin.booking.asking.line import Heard, Line, words

SHORTEST, LONGEST = 1, 720
HURTS = (
    r"(?:很|好|非常|有点|牙|正在)*(?:疼|痛|肿)得?(?:厉害|很|死了|了)?|急诊|很?急"
    rf"|{words('(?:in |tooth)?(?:pain|ache)(?:ful)?', 'it hurts', 'hurts?')}"
    rf"|{words('swollen', 'urgent(?:ly)?', 'emergency')}"
)
CHAIR = rf"椅位|椅子|诊椅|{words('chairs?')}"
ASSISTANT = rf"助手|助理|医助|护士|{words('assistants?', 'nurses?')}"
# Words that say nothing about the time that is looked for.
EMPTY = (
    "有没有|能不能|可不可以|都可以|越快越好|越早越好|最早|最近|最快|尽快|尽早|马上|"
    "任一|任何|随便|都行|空档|空位|时间|有空|可以|能|要|想|约|找|看|给|请|帮|个|的|"
    "一下|吧|呢|吗|和|或者|或|与|在|到|一位|一个|哪位|哪个|医生|大夫|预约|之间|为|她|他|"
    "患者|病人|我|左右|前后|点"
)
EMPTY_WORDS = words(
    *("soonest", "earliest", "asap", "as soon as possible", "next", "please"),
    *(
        "book",
        "find",
        "need",
        "needs",
        "want",
        "wants",
        "a",
        "an",
        "the",
        "some",
        "any",
    ),
    *("slot", "gap", "free", "time", "appointment", "visit", "of", "for", "in", "on"),
    *("at", "with", "and", "or", "is", "to", "doctor", "dentist", "dr", "who", "her"),
    *(
        "his",
        "their",
        "he",
        "she",
        "me",
        "us",
        "anyone",
        "anybody",
        "can",
        "will",
        "do",
        "day",
    ),
)


def read(typed: str, house: House, *, today: date) -> Asking:
    line, asking = Line(typed), Asking(clinic=house.clinic)
    _services(line, asking, house)
    asking.relatives = people.relatives(line)
    named = people.mentions(line, house.doctors)
    _departments(line, asking, house, named)
    _people(asking, named)
    _besides(line, asking)
    _length(line, asking)
    _times(line, asking, today)
    _leftovers(line, asking, house)
    return asking


def _hear(asking: Asking, sentence: str, found: re.Match[str]) -> None:
    asking.heard.append(Heard(sentence, *found.span()))


def _services(line: Line, asking: Asking, house: House) -> None:
    for service, found in trades.services(line, house.services):
        if asking.service is None:
            asking.service = service
            _hear(asking, service.name, found)
        else:
            why = _("one service at a time")
            asking.missed.append(Missed(service.name, why))


def _departments(
    line: Line, asking: Asking, house: House, named: list[people.Mention]
) -> None:
    wanted = [one for one in named if not one.is_unwanted]
    for meant, found in trades.departments(line, house.departments):
        if len(meant) > 1 or asking.department:
            listed = _(" or ").join(one.name for one in meant)
            why = listed if len(meant) > 1 else _("one department at a time")
            asking.missed.append(Missed(found[0].strip(), why))
            continue
        asking.department = meant[0]
        _hear(asking, _("any of %(name)s") % {"name": meant[0].name}, found)
        beside: list[people.Mention | people.Relative] = [*wanted, *asking.relatives]
        asking.is_either |= any(
            line.between(one.end, found.start(), people.EITHER)
            or line.between(found.end(), one.start, people.EITHER)
            for one in beside
        )


def _people(asking: Asking, named: list[people.Mention]) -> None:
    asking.heard += [one.heard for one in named]
    unwanted = [
        one for mention in named if mention.is_unwanted for one in mention.doctors
    ]
    wanted = [
        one for mention in named if not mention.is_unwanted for one in mention.doctors
    ]
    asking.not_with = tuple(dict.fromkeys(unwanted))
    asking.doctors = tuple(dict.fromkeys(one for one in wanted if one not in unwanted))
    asking.is_either |= any(one.is_preferred for one in named)


def _besides(line: Line, asking: Asking) -> None:
    for found in line.take_all(HURTS):
        asking.hurts = True
        _hear(asking, pgettext("waiting", "in pain"), found)
    for found in line.take_all(CHAIR):
        _hear(asking, _("in a chair"), found)
    for found in line.take_all(ASSISTANT):
        asking.assistants = 1
        _hear(asking, _("with an assistant"), found)


def _length(line: Line, asking: Asking) -> None:
    minutes, heard = lengths.read(line)
    if minutes is not None and not SHORTEST <= minutes <= LONGEST:
        why = _("an appointment lasts from a minute to twelve hours")
        asking.missed += [Missed(one.words, why) for one in heard]
        return
    asking.minutes = minutes
    # The last word holds; what it overruled is not said back as if it did.
    asking.heard += heard[-1:]
    asking.missed += [Missed(one.words, _("said twice")) for one in heard[:-1]]


def _times(line: Line, asking: Asking, today: date) -> None:
    found, wanted = days.read(line, today)
    asking.first_day, asking.last_day = found.first, found.last
    asking.weekdays = found.weekdays
    asking.heard += wanted.heard
    why = _("too far from the other days")
    asking.missed += [Missed(days.told(one.first), why) for one in wanted.apart]
    clock = hours.read(line)
    asking.not_before, asking.not_after = clock.not_before, clock.not_after
    asking.heard += clock.heard
    asking.missed += [Missed(one.words, _("not one stretch")) for one in clock.apart]
    asking.missed += [Missed(one, _("no day or time there is")) for one in line.strange]


def _leftovers(line: Line, asking: Asking, house: House) -> None:
    """What nobody understood, unless it is part of the name of one service."""
    for _found in line.take_all(EMPTY_WORDS):
        pass
    for found in line.rest():
        piece = re.sub(f"^(?:{EMPTY})+|(?:{EMPTY})+$", "", found[0])
        if not piece or re.fullmatch(rf"(?:{EMPTY}|[^\w])+", piece):
            continue
        doctors = people.called(piece, house.doctors)
        if doctors:
            mention = people.Mention(doctors, *found.span())
            asking.heard.append(mention.heard)
            asking.doctors += doctors
            continue
        meant = trades.meant_by(piece, house.services)
        if len(meant) == 1 and asking.service is None:
            asking.service = meant[0]
            _hear(asking, meant[0].name, found)
        else:
            asking.missed.append(
                Missed(piece, _(" or ").join(one.name for one in meant))
            )
