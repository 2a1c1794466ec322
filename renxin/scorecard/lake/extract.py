"""What leaves the database for the lake: the tables of ``pulse``, and no more.

Patients go by the key of the record that stands; their names, numbers, phones,
documents and free words stay behind, and of a birthday only the month goes.
Moments leave as the clock on the clinic's own wall.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a column is written in Parquet."""

    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    YES_NO = "yes or no"


@dataclass(frozen=True)
class Column:
    name: str
    sql: str
    form: Form


@dataclass(frozen=True)
class Extract:
    """One table of the lake and the rows of the database it is made of.

    ``day`` dates a row and so decides the month it is filed under; ``key``
    tells rows apart that are otherwise alike; ``patient`` is whose row it is.
    """

    table: str
    rows: str
    key: str
    day: str
    patient: str
    columns: tuple[Column, ...]
    where: str = "true"


DOCTOR = "coalesce(x.doctor_id::text, nullif(x.doctor_name, ''))"


def columns_of(forms: dict[Form, dict[str, str]]) -> tuple[Column, ...]:
    return tuple(
        Column(name, sql, form)
        for form, named in forms.items()
        for name, sql in named.items()
    )


def said(*names: str) -> dict[str, str]:
    """Text columns in which nothing said is nothing, not an empty word."""
    return {name: f"nullif(x.{name}, '')" for name in names}


def local(*names: str) -> dict[str, str]:
    return {name: f"x.{name} AT TIME ZONE zone.name" for name in names}


def at(rows: str, clinic: str = "x.clinic_id") -> str:
    """Some rows with the clinic they belong to and the clock on its wall."""
    return (
        f"{rows} LEFT JOIN clinics_clinic clinic ON clinic.id = {clinic}"
        " CROSS JOIN LATERAL (SELECT coalesce(clinic.zone, {zone}) AS name) zone"
    )
