"""Numbers as a request brings them: the page writes them, but anybody may send them."""

LONGEST = 18  # digits; every key of ours fits, and nothing longer is worth reading


def number_in(typed: str) -> int | None:
    """The whole number that was sent; None for anything else, however long."""
    is_one = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST
    return int(typed) if is_one else None
