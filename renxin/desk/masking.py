"""What is shown of a number or a name until a permitted person asks for it."""

import re

SHORT = 4
MOBILE = 11
DOCUMENT_HEAD = 6
TAIL = 4
# As people write them within other words: 138 1234 2207, +86-138…, 110105…002X.
MOBILE_WRITTEN = re.compile(r"(?<!\d)(?:86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
CARD_WRITTEN = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)")


def masked_phone(number: str) -> str:
    """Turn +8613812342207 into 138****2207; keep only the tail of any other."""
    national = number.removeprefix("+86")
    if len(national) == MOBILE and national.isdigit():
        return f"{national[:3]}****{national[-TAIL:]}"
    if len(national) <= SHORT:
        return "*" * len(national)
    return "*" * (len(national) - TAIL) + national[-TAIL:]


def masked_document(number: str) -> str:
    """Turn 110105194912310020 into 110105********0020."""
    hidden = len(number) - DOCUMENT_HEAD - TAIL
    if hidden <= 0:
        return "*" * len(number)
    return number[:DOCUMENT_HEAD] + "*" * hidden + number[-TAIL:]


def masked_name(name: str) -> str:
    """Turn 张小明 into 张*明 and 王芳 into 王*, for screens the public can see."""
    if len(name) < 2:  # noqa: PLR2004  (one character has no middle)
        return name
    if len(name) == 2:  # noqa: PLR2004
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_text(text: str) -> str:
    """Hide what reads as a mobile's or a card's number in any text."""
    without = CARD_WRITTEN.sub(lambda found: masked_document(found[0]), text)
    return MOBILE_WRITTEN.sub(lambda found: masked_phone(_national(found[0])), without)


def _national(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())[-MOBILE:]
