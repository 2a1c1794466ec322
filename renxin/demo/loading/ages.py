"""Who is of an age for what is told of them, and alive."""

from datetime import date, timedelta
from typing import Any

A_YEAR = timedelta(days=365.25)


def of_ages(youngest: int, oldest: int, *, on: date) -> dict[str, Any]:
    """For a filter of visits or appointments: between these ages that day."""
    born = (on - (oldest + 1) * A_YEAR, on - youngest * A_YEAR)
    return {"patient__birth_on__range": born, "patient__died_on": None}
