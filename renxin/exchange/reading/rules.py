"""What cannot be true of a row, however well each cell reads."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from renxin.exchange.reading.values import NULL

Rule = Callable[[list[str]], str]
DAY = 10  # the length of 2026-03-05 at the start of a moment


def booked_after_its_own_day(booked: int, starts: int, slots: list[str]) -> str:
    if slots[booked][:DAY] > slots[starts][:DAY] and slots[booked] != NULL:
        return _("It was booked on %(booked)s, after its own day %(day)s.") % {
            "booked": slots[booked][:DAY],
            "day": slots[starts][:DAY],
        }
    return ""


def ended_before_it_began(ended: int, began: int, slots: list[str]) -> str:
    if slots[ended][:DAY] < slots[began][:DAY] and slots[ended] != NULL:
        return _("It ended on %(ended)s, before it began on %(began)s.") % {
            "ended": slots[ended][:DAY],
            "began": slots[began][:DAY],
        }
    return ""


def died_before_birth(died: int, born: int, slots: list[str]) -> str:
    if slots[died][:DAY] < slots[born][:DAY] and NULL not in (slots[died], slots[born]):
        return _("They died on %(died)s, before they were born on %(born)s.") % {
            "died": slots[died][:DAY],
            "born": slots[born][:DAY],
        }
    return ""


def not_yet(happened: int, last: str, slots: list[str]) -> str:
    """What is told as having happened lies ahead of the day of the import."""
    if slots[happened][:DAY] > last and slots[happened] != NULL:
        return _("%(day)s is still to come; this cannot have happened yet.") % {
            "day": slots[happened][:DAY]
        }
    return ""


def introduced_by_self(by: int, patient: int, slots: list[str]) -> str:
    if slots[by] == slots[patient]:
        return _("Nobody introduces themselves.")
    return ""


def born_as_the_card_says(document: int, birth_on: int, slots: list[str]) -> str:
    said, card = slots[birth_on], slots[document + 4]
    if NULL not in (said, card) and said != card:
        return _("The identity number says born on another day than the date of birth.")
    return ""


RULES: dict[str, tuple[tuple[str, str], Callable[[int, int, list[str]], str]]] = {
    "booked_after_its_own_day": (("booked_at", "starts_at"), booked_after_its_own_day),
    "ended_before_it_began": (("ended_at", "began_at"), ended_before_it_began),
    "died_before_birth": (("died_on", "birth_on"), died_before_birth),
    "introduced_by_self": (("by_patient_id", "patient_id"), introduced_by_self),
    "born_as_the_card_says": (("document", "birth_on"), born_as_the_card_says),
}

# Days of what has happened; only an appointment may lie ahead.
HAPPENED = (
    "began_at",
    "day",
    "received_at",
    "asked_at",
    "learned_on",
    "registered_on",
    "died_on",
)
