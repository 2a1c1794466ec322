"""A cell that cannot be read, and a file that cannot."""

from django.utils.functional import Promise as LazyText


class Unreadable(Exception):
    """One cell cannot be read; the sentence says what was expected."""

    def __init__(self, reason: str | LazyText) -> None:
        super().__init__(reason)

    def __str__(self) -> str:
        return str(self.args[0])


class NotRead(Exception):
    """The whole file cannot be read; the sentence says why and what to do."""

    def __init__(self, sentence: str | LazyText) -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.args[0])
