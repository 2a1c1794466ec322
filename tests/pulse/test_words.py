import ast
import re
from pathlib import Path

import pytest

from pulse.words import WORDS, say

PAGE = Path(__file__).parents[2] / "pulse" / "page"


def said():
    """Every sentence the page says, as written in its code."""
    for path in PAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_say = (
                isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            )
            if is_say and isinstance(node.args[1], ast.Constant):
                yield node.args[1].value


@pytest.mark.parametrize("words", sorted(set(said())))
def test_every_sentence_is_there_in_chinese(words):
    assert words in WORDS["zh"]


@pytest.mark.parametrize("words", sorted(WORDS["zh"]))
def test_a_translation_has_the_same_blanks(words):
    def blanks(text):
        return sorted(re.findall(r"{\w+}", text))

    english = WORDS["en"].get(words, words)
    assert blanks(WORDS["zh"][words]) == blanks(english)


@pytest.mark.parametrize("words", sorted(WORDS["zh"]))
def test_chinese_is_set_with_full_width_marks(words):
    chinese = WORDS["zh"][words]

    assert not re.search(r"[一-鿿][,;:?!]", chinese)
    assert not re.search(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9][一-鿿]", chinese)


def test_words_without_chinese_are_not_said():
    with pytest.raises(KeyError):
        say("en", "Never written down")


def test_a_code_has_a_word_in_either_language():
    assert (say("zh", "TRUST"), say("en", "TRUST")) == ("信任", "Trust")
