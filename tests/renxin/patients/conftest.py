from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield


@pytest.fixture
def english_desk(greeter_lin):
    greeter_lin.language = "en"
    greeter_lin.save()
    return greeter_lin
