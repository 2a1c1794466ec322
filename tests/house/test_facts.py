"""The journal forgets nothing, so nothing is told to it that may have to be erased."""

import dataclasses
from types import UnionType

import pytest

from renxin.journal.facts import HEADS, Fact, kinds

# Words the house chose beforehand, and days: of every other text nobody can say
# what somebody will write in it.
CODES = frozenset(
    {
        *("kind", "urgency", "why", "instead", "reason", "how", "stage", "severity"),
        *("effect", "code", "on", "next_kind", "due_on", "why_nothing"),
        *("why_not_back", "step", "turn", "topic", "language"),
    }
)
# How the house calls its own rooms, people and duties; of patients they tell nothing.
NAMES_OF_THE_HOUSE = frozenset({"department", "doctor", "place", "station", "duty"})
HOLDS_NO_NAME = (int, int | None, bool)
APPS = ("advice.", "plans.", "referrals.", "safety.", "visits.")
FACTS = sorted(name for name in kinds if name.startswith(APPS))


def of_its_own(fact: type[Fact]) -> dict[str, type | UnionType | str]:
    fields = dataclasses.fields(fact)
    return {field.name: field.type for field in fields if field.name not in HEADS}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_holds_codes_and_counts_and_no_words(name):
    told = of_its_own(kinds[name])

    chosen = CODES | NAMES_OF_THE_HOUSE
    free = {
        field: kind
        for field, kind in told.items()
        if kind not in HOLDS_NO_NAME and not (kind is str and field in chosen)
    }

    assert free == {}
