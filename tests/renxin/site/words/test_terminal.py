import pytest

from renxin.site.words import terminal


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_Hans"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "RENXIN_LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8", "RENXIN_LANG": "zh"}, "zh_Hans"),
    ],
)
def test_the_terminal_speaks_its_own_language(environment, spoken):
    assert terminal.chosen(environment) == spoken


def test_a_sentence_without_translation_stands_as_it_is(monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "zh")

    assert terminal.gettext("no such sentence") == "no such sentence"
