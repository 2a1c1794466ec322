"""What a reply says, as far as a rule can tell; everything else is for a person."""

import unicodedata

from renxin.voice.kinds import Meaning
from renxin.voice.outbox import policy

LONGEST = 20  # a stop or a yes is short; what is longer, a person reads


def plain(words: str) -> str:
    """Without width, case, marks and blanks at either end."""
    text = unicodedata.normalize("NFKC", words).upper()
    kept = "".join(one for one in text if unicodedata.category(one)[0] in "LNZ")
    return " ".join(kept.split())


def meaning_of(words: str) -> Meaning:
    said = plain(words)
    rules = policy.replies()
    if len(said) <= LONGEST and said in rules.stop:
        return Meaning.STOP
    if len(said) <= LONGEST and said in rules.agree:
        return Meaning.CONFIRM
    return Meaning.FREE
