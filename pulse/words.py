"""The report's own words in both languages. English is the key."""

import tomllib
from importlib.resources import files

LANGUAGES = ("zh", "en")
WORDS: dict[str, dict[str, str]] = tomllib.loads(
    files("pulse").joinpath("words.toml").read_text("utf-8")
)


def say(lang: str, words: str, **told: object) -> str:
    """The words in the language, with what is told filled in.

    Raises KeyError for words that have no Chinese, whatever the language asked for.
    """
    chinese = WORDS["zh"][words]
    return (chinese if lang == "zh" else WORDS["en"].get(words, words)).format(**told)
