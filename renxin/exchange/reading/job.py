"""What a reading process is asked to do; it gets this and a file, nothing else."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class House:
    """A clinic as a file may name it."""

    id: int
    code: str
    names: tuple[str, ...]
    zone: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a file is built: found out once, then read that way."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    header: tuple[str, ...] = ()

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Self:
        data = {key: data[key] for key in cls.__dataclass_fields__ if key in data}
        lists = {key: tuple(data.get(key, ())) for key in ("sheets", "header")}
        return cls(**data | lists)


@dataclass(frozen=True, kw_only=True)
class Job:
    """One errand: look at the files, or read every row of one kind."""

    paths: tuple[str, ...]
    errand: str = "look"
    mapping: dict[str, Any] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=dict)
    houses: tuple[House, ...] = ()
    house_id: int = 0
    today: str = ""
    language: str = "zh-hans"
    # What is said of a row whose id an earlier one has; %s is that one's line.
    repeated: str = "as line %s"
    places: tuple[int, ...] = ()

    def files(self) -> list[Path]:
        return [Path(path) for path in self.paths]

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        data = json.loads(text)
        data["houses"] = tuple(House(**house) for house in data["houses"])
        for name in ("paths", "places"):
            data[name] = tuple(data[name])
        return cls(**data)
