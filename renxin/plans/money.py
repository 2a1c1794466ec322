"""Money as people write and read it; inside, it is whole fen."""

from decimal import Decimal

MINUS = "−"
LARGEST_YUAN = Decimal(99_999_999)


def fen_of(yuan: Decimal) -> int:
    return int(yuan * 100)


def told(fen: int) -> str:
    whole, rest = divmod(abs(fen), 100)
    return f"{MINUS if fen < 0 else ''}¥{whole:,}" + (f".{rest:02}" if rest else "")
