"""Where a topic is used: the storeys above say so, each for its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText


@dataclass(frozen=True)
class Use:
    """A place where the words are said; `url` leads there, if it has a page."""

    what: str | LazyText
    url: str = ""


Finder = Callable[[], Mapping[str, Iterable[Use]]]
finders: list[Finder] = []


def uses_of(finder: Finder) -> Finder:
    """Register who knows where topics are used."""
    finders.append(finder)
    return finder


def all_uses() -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for finder in finders:
        for topic, uses in finder().items():
            found.setdefault(topic, []).extend(uses)
    return found
