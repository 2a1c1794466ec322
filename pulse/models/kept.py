"""A model written down as plain values, and read again."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pulse.models.features import Decision, Design
from pulse.models.no_show import Model


def written(model: Model) -> dict[str, Any]:
    """Values that JSON can hold."""
    return asdict(model) | {"until": model.until.isoformat()}


def read(told: Mapping[str, Any]) -> Model:
    design = told["design"]
    return Model(
        decision=Decision(told["decision"]),
        until=date.fromisoformat(told["until"]),
        also=tuple(told["also"]),
        n=told["n"],
        missed=told["missed"],
        design=Design(
            tuple((name, level) for name, level in design["columns"]), design["usual"]
        ),
        weights=tuple(told["weights"]),
        usually=tuple(told["usually"]),
    )
