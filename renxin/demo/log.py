"""What is written down as the days go by: columns that grow step by step."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]


class Log:
    """Rows added a batch at a time and read as whole columns."""

    def __init__(self) -> None:
        self._parts: defaultdict[str, list[Column]] = defaultdict(list)

    def add(self, **columns: Column) -> None:
        for name, column in columns.items():
            self._parts[name].append(column)

    def columns(self, order: str, *rest: str) -> Mapping[str, Column]:
        """Every column, the rows sorted by the named ones."""
        whole = {name: np.concatenate(parts) for name, parts in self._parts.items()}
        keys = tuple(whole[name] for name in (*reversed(rest), order))
        places = np.lexsort(keys)
        return {name: column[places] for name, column in whole.items()}
