"""Why there is no database, for the person at the terminal."""


class DatabaseTrouble(Exception):
    """The database cannot be had; the sentence says what to do about it."""

    def __init__(self, sentence: str, **blanks: object) -> None:
        super().__init__(sentence % blanks if blanks else sentence)
