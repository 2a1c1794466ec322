"""What a look was at, in words.

The log keeps a short code that never changes; an app says what its codes mean in
its ``look_words`` module, which is read when the house opens.
"""

import re
from collections.abc import Callable

Teller = Callable[[str], str]

_tellers: dict[str, Teller] = {}


def of(word: str) -> Callable[[Teller], Teller]:
    """Hang up who can tell of particulars that begin with this word."""

    def hang(tell: Teller) -> Teller:
        _tellers[word] = tell
        return tell

    return hang


def in_words(particulars: str) -> str:
    """As people say it; a code nobody can tell of stays as it was written."""
    word, *rest = re.split("[ :]", particulars, maxsplit=1)
    tell = _tellers.get(word)
    return tell("".join(rest)) if tell else particulars
