"""Identity documents: what their numbers must look like, and what they tell.

The test area 990101 is issued by no authority, so people who do not exist can
carry cards that are right in every other way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import mul

from django.utils.translation import gettext as _

from renxin.desk.masking import masked_document
from renxin.desk.refusal import Refusal
from renxin.desk.sealing import index_of
from renxin.patients.models.identity_document import IdentityDocument
from renxin.patients.models.patient import Sex
from renxin.patients.writing import plain

Kind = IdentityDocument.Kind

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
TEST_AREA = "99"
FROM_ACROSS = ("81", "82", "83")
OLD_CENTURY = "19"  # nobody born after 1999 ever had a number of 15 digits

_NEW, _OLD = re.compile(r"[0-9]{17}[0-9X]"), re.compile(r"[0-9]{15}")
_FILLING = re.compile(r"[\s\-\u2010-\u2015.\u00b7/()（）]+")


class NotADocument(Refusal):
    """The number cannot be that of the document it was given for."""


@dataclass(frozen=True)
class Document:
    """A number that passed its checks, and what it says of its holder."""

    kind: Kind
    number: str
    birth_on: date | None = None
    sex: Sex | None = None

    @property
    def index(self) -> bytes:
        return index_of(self.number, purpose=f"document|{self.kind}")

    @property
    def masked(self) -> str:
        return masked_document(self.number)


def read(kind: str, typed: str) -> Document:
    """Check a number as typed for its kind of document; refuse it with the reason."""
    number = _FILLING.sub("", plain(typed)).upper()
    if kind == Kind.OFFICER:
        return _officer(plain(typed))
    if not number:
        raise NotADocument(_("Write the number of the document."))
    if kind in _CARDS:
        return _card(Kind(kind), number)
    if kind not in _SHAPES:
        raise NotADocument(_("Choose the kind of document."))
    pattern, sentence = _SHAPES[Kind(kind)]
    if not pattern.fullmatch(number):
        raise NotADocument(sentence())
    return Document(Kind(kind), number)


def check_digit(first_seventeen: str) -> str:
    total = sum(map(mul, WEIGHTS, map(int, first_seventeen)))
    return CHECKS[total % 11]


def modern(old: str) -> str:
    """The 18 digits of an old number of 15; such cards are read, never issued."""
    stem = old[:6] + OLD_CENTURY + old[6:]
    return stem + check_digit(stem)


def _card(kind: Kind, number: str) -> Document:
    if kind is Kind.FOREIGN_RESIDENT and _OLD_RESIDENT.fullmatch(number):
        return Document(kind, number)
    if kind is Kind.IDENTITY_CARD and _OLD.fullmatch(number):
        number = modern(number)
    if not _NEW.fullmatch(number):
        raise NotADocument(
            _("A card number has 18 digits, the last may be X; this has %(length)s.")
            % {"length": len(number)}
            if len(number) != len(WEIGHTS) + 1
            else _("A card number has only digits; the last may be X.")
        )
    if check_digit(number[:17]) != number[17]:
        raise NotADocument(
            _("One digit of the card number is wrong. Compare it with the card.")
        )
    kind = _kind_of_card(kind, number)
    birth_on = _birth(number)
    if birth_on is None and kind is not Kind.FOREIGN_RESIDENT:
        raise NotADocument(
            _("The card number says %(day)s as the date of birth: no such day.")
            % {"day": f"{number[6:10]}-{number[10:12]}-{number[12:14]}"}
        )
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Document(kind, number, birth_on, sex)


def _kind_of_card(kind: Kind, number: str) -> Kind:
    """The three cards of 18 digits tell themselves apart by how they begin."""
    if number.startswith(FROM_ACROSS):
        return Kind.RESIDENCE_PERMIT
    if number.startswith("9") and not number.startswith(TEST_AREA):
        return Kind.FOREIGN_RESIDENT
    if kind is Kind.IDENTITY_CARD or number.startswith(TEST_AREA):
        return kind
    raise NotADocument(
        _("This is the number of an identity card. Choose that kind of document.")
    )


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _officer(typed: str) -> Document:
    if not 1 <= len(typed) <= _LONGEST_OFFICER:
        raise NotADocument(_("Write the number as it stands on the officer's card."))
    return Document(Kind.OFFICER, typed.upper())


_LONGEST_OFFICER = 40
_CARDS = frozenset({Kind.IDENTITY_CARD, Kind.RESIDENCE_PERMIT, Kind.FOREIGN_RESIDENT})
_OLD_RESIDENT = re.compile(r"[A-Z]{3}[0-9]{12}")
_SHAPES: dict[Kind, tuple[re.Pattern[str], Callable[[], str]]] = {
    Kind.HK_MACAO_PASS: (
        re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
        lambda: _("A travel permit begins with H or M, then 8 or 10 digits."),
    ),
    Kind.TAIWAN_PASS: (
        re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]"),
        lambda: _("A Taiwan travel permit has 8 digits; old booklets 10 and a letter."),
    ),
    Kind.PASSPORT: (
        re.compile(r"[A-Z0-9]{5,17}"),
        lambda: _("A passport number has 5 to 17 letters and digits."),
    ),
    Kind.BIRTH: (
        re.compile(r"[A-Z][0-9]{9}"),
        lambda: _("A birth certificate has one letter, then 9 digits."),
    ),
}
