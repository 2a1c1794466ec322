"""Every noun the code uses is one the clinic uses."""

import re
from pathlib import Path

from django.apps import apps
from django.utils.translation import override

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
NOT_NOUNS_OF_THE_CLINIC = re.compile(r"Event$")  # row history, made by a library


def rows():
    for line in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) >= 2:
            zh = {word.strip() for word in re.split(r"[/·、]", cells[0])}
            en = set(re.findall(r"\b[A-Z][A-Za-z]+\b", cells[1]))
            yield zh, en


def test_every_model_is_in_the_glossary():
    known = list(rows())
    ours = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("renxin.")
        and not NOT_NOUNS_OF_THE_CLINIC.search(model.__name__)
    ]
    with override("zh-hans"):
        words = {model.__name__: str(model._meta.verbose_name) for model in ours}

    missing = [
        f"| {zh} | {en} | |"
        for en, zh in words.items()
        if not any(zh in chinese and en in english for chinese, english in known)
    ]

    assert missing == []
