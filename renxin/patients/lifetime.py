"""The two ends of a life: neither lies ahead of us, and they come in one order."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from renxin.desk.refusal import Refusal


class NotALife(Refusal):
    """A day of birth or death that cannot be; ``field`` is the one to look at."""

    field: ClassVar[str]


class BornLater(NotALife):
    field = "birth_on"
    sentence = _("The date of birth lies in the future.")


class DiedLater(NotALife):
    field = "died_on"
    sentence = _("The date of death lies in the future.")


class DiedBeforeBirth(NotALife):
    field = "died_on"
    sentence = _("The date of death lies before the date of birth.")


def check_lifetime(birth_on: date | None, died_on: date | None, *, today: date) -> None:
    if birth_on and birth_on > today:
        raise BornLater
    if died_on and died_on > today:
        raise DiedLater
    if birth_on and died_on and died_on < birth_on:
        raise DiedBeforeBirth
