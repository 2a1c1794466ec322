"""What came of the trials, for the pages below that show protocols and lists.

Read from what was counted beforehand; nothing is counted for a page that only passes
it on, and the library of figures is not even opened.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from renxin.desk.later import later
from renxin.protocols.brought import Brought, tells
from renxin.scorecard.signs import between, signed

snapshot = later("renxin.scorecard.lake.snapshot")

# Of the whole house; whoever looks at one clinic opens the page of effects.
COUNTED = "effects_*_house.json"


@tells
def from_the_lake() -> dict[str, Brought]:
    standing = snapshot.current()
    files = sorted(standing.counted.glob(COUNTED)) if standing else []
    if not files:
        return {}
    told = json.loads(files[-1].read_bytes())["effects"]
    return {one["experiment"]: _brought(one) for one in told}


def _brought(told: Mapping[str, Any]) -> Brought:
    lang = "zh" if (get_language() or "").startswith("zh") else "en"
    sentence, gap = told["sentence"][lang], told["difference"]
    if gap is None:
        return Brought(sentence, url=_page())
    low, high = gap["any_day"]
    return Brought(
        sentence,
        mean=signed(gap["value"] * 100),
        interval=between((low * 100, high * 100)),
        is_known=told["known"] == "KNOWN",
        url=_page(),
    )


def _page() -> str:
    """Where the same is told: of the whole house, for whoever may see that."""
    return reverse("scorecard:effects") + "?clinic=house"
