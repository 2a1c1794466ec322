"""Teeth in FDI notation: the quarter of the mouth, then the place in it."""

import re

TOOTH = "([1-4][1-8]|[5-8][1-5])"
TEETH = f"^({TOOTH}(,{TOOTH})*)?$"
MOST = 40


def written(typed: str) -> str | None:
    """As typed with whatever between them, as “16,17”; None where one is no tooth."""
    teeth = ",".join(re.split(r"[\s,，、;；]+", typed.strip())).strip(",")
    return teeth if re.match(TEETH, teeth) else None
