"""Charges by hand: what is charged, in whole fen, and how it is told."""

from dataclasses import dataclass
from decimal import Decimal

LARGEST_YUAN = Decimal(9_999_999)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing charged for, and who pays it."""

    name: str
    kind: str
    amount_fen: int
    payer: str
