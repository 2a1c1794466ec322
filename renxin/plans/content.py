"""What is shown and signed, word for word, and the hash that holds it fast."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def digest_of(content: Mapping[str, Any]) -> str:
    """The same for the same words, in whichever order they were written down."""
    plain = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(plain.encode()).hexdigest()


def total_of(items: Iterable[Mapping[str, Any]]) -> int:
    return sum(item["unit_price_fen"] * item["quantity"] for item in items)
