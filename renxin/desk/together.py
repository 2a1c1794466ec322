"""What many screens ask in the same moment is made once, and every one of them gets it.

Nobody gets what was begun before they asked: it might not show what they were told to
look at. So there is at most one making under way and one that waits for it to end.
"""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Together(Generic[Made]):
    """Everything that is asked under one key must have one and the same answer."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._under_way: dict[Hashable, Future[Made]] = {}
        self._to_begin: dict[Hashable, Future[Made]] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._guard:
            before = self._under_way.get(key)
            joined = self._to_begin.get(key)
            mine: Future[Made] = joined or Future()
            self._to_begin[key] = mine
        if not joined:
            if before:
                wait([before])
            self._make(key, mine, make)
        return mine.result()

    def _make(
        self, key: Hashable, mine: Future[Made], make: Callable[[], Made]
    ) -> None:
        with self._guard:
            # Whoever asks from here on waits for the next.
            self._under_way[key] = self._to_begin.pop(key)
        try:
            mine.set_result(make())
        except BaseException as error:  # noqa: BLE001  told to everybody who waits
            mine.set_exception(error)
        finally:
            with self._guard:
                if self._under_way.get(key) is mine:
                    del self._under_way[key]
