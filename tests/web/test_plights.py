"""What a person reads when something did not work; none of it needs the database."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

TEMPLATES = Path(__file__).parents[2] / "templates"
PLIGHTS = sorted(path.name for path in TEMPLATES.glob("[45]*.html"))


class OutOfReach:
    """Messages kept in a database that does not answer."""

    def __iter__(self):
        raise RuntimeError


def told(rf, template, language="zh-hans", **context):
    request = rf.get("/")
    request._messages = OutOfReach()
    with translation.override(language):
        return render_to_string(template, context, request=request)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("template", PLIGHTS)
def test_every_plight_says_what_happened_what_was_kept_and_what_to_do(
    rf, template, language
):
    page = told(rf, template, language)

    answers = re.findall(r"<dd>(.+?)</dd>", page, re.DOTALL)
    assert len(answers) == 3
    assert all(len(answer.strip()) > 8 for answer in answers)
    assert re.search(r"<h1>.+</h1>", page)


@pytest.mark.parametrize("template", PLIGHTS)
def test_a_plight_is_told_in_the_language_of_the_page(rf, template):
    chinese = re.search(r"<main.+</main>", told(rf, template), re.DOTALL)
    english = re.search(r"<main.+</main>", told(rf, template, "en"), re.DOTALL)

    assert chinese
    assert english
    assert not re.search(r">[A-Za-z ,.;’]{12,}<", chinese.group())
    assert not re.search(r"[\u4e00-\u9fff]", english.group())


def test_a_refusal_is_told_in_its_own_sentence(rf):
    page = told(rf, "422.html", refusal="这位患者请我们不要再打电话。")

    assert "这位患者请我们不要再打电话。" in page


def test_every_plight_we_answer_with_has_a_page():
    codes = {400, 403, 404, 409, 413, 422, 429, 500, 503, 507}

    assert {f"{code}.html" for code in codes} <= set(PLIGHTS)
