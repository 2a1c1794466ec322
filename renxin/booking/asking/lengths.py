"""How long: minutes, quarters, half an hour, an hour and a half."""

from django.utils.translation import ngettext

from renxin.booking.asking.line import NUMBER, Heard, Line, number, words

HOUR, HALF, QUARTER = 60, 30, 15
# "10 点 40 分" is a time of day, "40 分钟" is not.
NOT_OF_A_CLOCK = r"(?<![点时:\d])(?<![点时]\s)"
HOURS = r"个?(?:小时|钟头)"
FIXED = (
    (words("an? hour and a half"), HOUR + HALF),
    (words("half[ -]+(?:an?[ -]+)?hour"), HALF),
    (words("(?:an|one) hour"), HOUR),
    (r"(?<!个)半个?(?:小时|钟头)", HALF),
)
COUNT = rf"(\d+(?:\.\d+)?|{NUMBER})"
# A pattern, how many minutes one of it is, and what is added once.
COUNTED = (
    (rf"{COUNT}个半(?:小时|钟头)", HOUR, HALF),
    (rf"{COUNT}\s*{HOURS}\s*({NUMBER})\s*分钟?", HOUR, 0),
    (rf"{COUNT}\s*{HOURS}", HOUR, 0),
    (r"(\d+)\s*h\s*(\d{1,2})(?:\s*m(?:in)?)?(?![a-z\d])", HOUR, 0),
    (rf"{COUNT}[\s-]*(?:hours?|hrs?|h)(?![a-z])", HOUR, 0),
    (rf"{COUNT}\s*刻钟", QUARTER, 0),
    (rf"{COUNT}\s*分钟", 1, 0),
    (rf"{NOT_OF_A_CLOCK}{COUNT}\s*分(?!钟)", 1, 0),
    (rf"{NOT_OF_A_CLOCK}{COUNT}[\s-]*(?:minutes?|mins?|m)(?![a-z])", 1, 0),
)


def read(line: Line) -> tuple[int | None, list[Heard]]:
    """Minutes, if any are said; the last word holds where two are."""
    minutes, heard = None, []
    for found, length in _said(line):
        minutes = length
        heard.append(Heard(told(length), found[0], found[1]))
    return minutes, heard


def told(minutes: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def _said(line: Line) -> list[tuple[tuple[int, int], int]]:
    said = [
        (found.span(), length)
        for pattern, length in FIXED
        for found in line.take_all(pattern)
    ]
    for pattern, unit, more in COUNTED:
        for found in line.take_all(pattern):
            minutes = _count(found[1]) * unit + more
            if found.re.groups > 1:
                minutes += number(found[2])
            said.append((found.span(), round(minutes)))
    return sorted(said)


def _count(text: str) -> float:
    return float(text) if text[0].isdecimal() else number(text)
