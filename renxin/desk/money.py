"""Money as people write and read it; inside, it is whole fen."""

from decimal import Decimal

MINUS = "−"


def fen_of(yuan: Decimal) -> int:
    return int(yuan * 100)


def yuan_of(fen: int) -> str:
    """The fen show only where there are some."""
    whole, rest = divmod(abs(fen), 100)
    return f"{MINUS if fen < 0 else ''}¥{whole:,}" + (f".{rest:02}" if rest else "")
