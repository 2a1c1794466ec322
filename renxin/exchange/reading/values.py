"""From a cell to what is kept: one reader for each sort of field."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from renxin.desk.refusal import Refusal
from renxin.exchange.reading.unreadable import Unreadable
from renxin.patients import identity, names, phones, pinyin
from renxin.patients.models import IdentityDocument
from renxin.patients.writing import one_spaced, plain, without_marks

LOST = "\ufffd"
NULL = r"\N"
MOST_MINUTES = 32_767
MOST_SCORE = Decimal("999.99")

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,60}\.[^@\s.]{2,24}")
_WHOLE = re.compile(r"(\d{1,6})(?:\.0+)?")

Slots = str | tuple[str, ...]
Reader = Callable[[str], Slots]


def text(longest: int) -> Reader:
    def read(cell: str) -> str:
        if cell.isascii() and cell.isprintable():
            clean = cell
        else:
            clean = one_spaced(unicodedata.normalize("NFC", without_marks(cell)))
        if len(clean) > longest:
            raise Unreadable(
                _("At most %(most)s characters were expected; there are %(length)s.")
                % {"most": longest, "length": len(clean)}
            )
        return escaped(clean)

    return read


def key(prefix: str, longest: int) -> Reader:
    """A number of another system: text, whatever it looks like."""
    plainly = text(longest - len(prefix))
    return lambda cell: escaped(prefix) + str(plainly(cell))


def name(cell: str) -> Slots:
    kept = _named(cell)
    sound = pinyin.readings(kept)
    return (
        escaped(kept),
        sound.pinyin,
        sound.initials,
        sound.other_pinyin,
        sound.other_initials,
    )


def other_name(cell: str) -> str:
    return escaped(_named(cell))


def _named(cell: str) -> str:
    try:
        return names.clean(cell)
    except Refusal as refusal:
        raise Unreadable(str(refusal)) from None


def phone(cell: str) -> str:
    try:
        return phones.clean(cell)
    except Refusal as refusal:
        raise Unreadable(str(refusal)) from None


def document(cell: str) -> Slots:
    """The sealed number, found again by its index alone."""
    try:
        found = identity.read(_kind_of(cell), cell)
    except Refusal as refusal:
        raise Unreadable(str(refusal)) from None
    birth_on = found.birth_on.isoformat() if found.birth_on else NULL
    sealed = IdentityDocument.sealed_of(found.number)
    return (
        rf"\\x{found.index.hex()}",
        found.kind.value,
        rf"\\x{sealed.hex()}",
        found.masked,
        birth_on,
        found.sex.value if found.sex else NULL,
    )


def _kind_of(cell: str) -> str:
    """Which document a bare number is of; nearly always an identity card."""
    number = plain(cell).upper()
    if re.fullmatch(r"[HM]\d{8}(\d{2})?", number):
        return identity.Kind.HK_MACAO_PASS.value
    if re.fullmatch(r"[A-Z]{1,2}\d{7,8}", number):
        return identity.Kind.PASSPORT.value
    if re.fullmatch(r"\d{8}", number):
        return identity.Kind.TAIWAN_PASS.value
    return identity.Kind.IDENTITY_CARD.value


def email(cell: str) -> str:
    folded = plain(cell).lower()
    if not _EMAIL.fullmatch(folded):
        raise Unreadable(_("An e-mail address was expected, such as li@example.com."))
    return escaped(folded)


def whole(cell: str) -> str:
    match = _WHOLE.fullmatch(plain(cell))
    if not match or int(match.group(1)) > MOST_MINUTES:
        raise Unreadable(_("A whole number was expected, such as 30."))
    return str(int(match.group(1)))


def score(cell: str) -> str:
    try:
        number = Decimal(plain(cell).removesuffix("分"))
        rounded = number.quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        raise Unreadable(_("A number was expected, such as 4 or 4.5.")) from None
    if rounded.is_nan() or abs(rounded) > MOST_SCORE:
        raise Unreadable(_("The score is too large to be one."))
    return str(rounded)


def one_of(known: dict[str, str], choices: str) -> Reader:
    """A word of theirs for a word of ours, by the mapping and by the usual words."""

    def read(cell: str) -> str:
        word = known.get(cell) or known.get(folded(cell))
        if word is None:
            raise Unreadable(
                _("One of these was expected: %(choices)s.") % {"choices": choices}
            )
        return word

    return read


def birthday(days: Callable[[str], date], today: date) -> Reader:
    """A date and no moment: 1988-04-17 02:30 was skipped, that birthday was not."""

    def read(cell: str) -> str:
        born = days(cell)
        if born > today:
            raise Unreadable(_("This day of birth is still to come."))
        return born.isoformat()

    return read


def folded(word: str) -> str:
    return one_spaced(plain(word)).casefold()


def escaped(clean: str) -> str:
    """As COPY wants it; control characters are gone already."""
    return clean.replace("\\", "\\\\") if "\\" in clean else clean
