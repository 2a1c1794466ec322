import argparse
import gettext

import pytest

from renxin.cli import language


@pytest.fixture(autouse=True)
def as_before(monkeypatch):
    domain = gettext.textdomain()
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    gettext.textdomain(domain)


@pytest.mark.parametrize(("spoken", "said"), [("zh", "用法："), ("en", "usage: ")])
def test_argparse_speaks_the_language_of_the_terminal(spoken, said, monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", spoken)

    language.teach_argparse()

    assert argparse.ArgumentParser("renxin").format_usage().startswith(said)
