"""A fact: something that happened, told in the past tense."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.utils.functional import Promise as LazyText

kinds: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened between a patient and the house.

    A subclass names itself, says how it reads on the timeline, and adds the
    particulars as plain values that JSON can hold.
    """

    name: ClassVar[str]
    title: ClassVar[str | LazyText]
    icon: ClassVar[str] = "note"
    by_patient: ClassVar[bool] = False
    # Whether a colleague who was away would want to hear of it.
    is_news: ClassVar[bool] = True
    # The house did it because it was to follow up: nothing more follows from it.
    is_own_doing: ClassVar[bool] = False
    # One step of something longer: the patient's line shows it only among its kind.
    is_step: ClassVar[bool] = False

    at: datetime
    by_id: int | None
    clinic_id: int | None = None
    patient_id: int | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name in kinds and kinds[cls.name].__qualname__ != cls.__qualname__:
            raise TypeError(f"two facts are called {cls.name}")
        kinds[cls.name] = cls

    def telling(self) -> str:
        """One line of detail under the title; empty when the title says it all."""
        return ""

    def particulars(self) -> dict[str, Any]:
        return {
            field.name: _plain(getattr(self, field.name))
            for field in dataclasses.fields(self)
            if field.name not in HEADS
        }

    @classmethod
    def from_particulars(cls, particulars: dict[str, Any], **heads: Any) -> Self:
        """Read a fact back; particulars it no longer knows are passed over."""
        known = {field.name for field in dataclasses.fields(cls)}
        return cls(**{k: v for k, v in particulars.items() if k in known}, **heads)


HEADS = frozenset({"at", "by_id", "clinic_id", "patient_id"})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
