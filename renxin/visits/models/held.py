"""Which version of each checklist holds: the one rule, for whoever asks.

The last that came out by then; a clinic's own goes before the house's.
"""

HELD = """
SELECT DISTINCT ON (list.stage, list.role) list.id
FROM visits_checklist list
WHERE list.stage = {stage} AND list.valid_from <= {at}
    AND (list.clinic_id = {clinic} OR list.clinic_id IS NULL)
ORDER BY list.stage, list.role, list.clinic_id NULLS LAST, list.version DESC
"""


def held(*, stage: str, clinic: str, at: str) -> str:
    """Asked of columns of ours, or of places for values; never of what people type."""
    return HELD.format(stage=stage, clinic=clinic, at=at)
