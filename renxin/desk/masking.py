"""What is shown of a number or a name until a permitted person asks for it."""

SHORT = 4
MOBILE = 11
DOCUMENT_HEAD = 6
TAIL = 4


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
