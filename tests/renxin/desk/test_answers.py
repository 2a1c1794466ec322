import json

import pytest
from django import forms
from django.test import RequestFactory

from renxin.desk import answers
from renxin.desk.refusal import Refusal, Stale

PARTS = {
    "house/_name.html": "{{ refusal }}|{{ form.errors.name.0 }}",
    "house/_head.html": "{{ in_dialog }}",
    "house/form.html": "A page with {{ part }}",
    "house/_done.html": "{{ word }}",
}


class NameForm(forms.Form):
    name = forms.CharField(error_messages={"required": "A name, please."})


@pytest.fixture(autouse=True)
def parts(settings):
    loader = ("django.template.loaders.locmem.Loader", PARTS)
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": [loader]}}]


@pytest.fixture
def pressed():
    return RequestFactory().post("/", headers={"HX-Request": "true"})


@pytest.fixture
def without_htmx():
    return RequestFactory().post("/")


@pytest.fixture
def by_its_address():
    headers = {"HX-Request": "true", "X-Own-Page": "1"}
    return RequestFactory().post("/", headers=headers)


def answer(request, form, refusal=None):
    made = answers.dialog(request, "house", "_name.html", {"form": form}, refusal)
    return made.status_code, made.content.decode()


def test_a_form_is_shown_in_the_dialog(pressed):
    assert answer(pressed, NameForm()) == (200, "None|")


def test_a_form_is_a_page_of_its_own_without_htmx(without_htmx):
    assert answer(without_htmx, NameForm()) == (200, "A page with house/_name.html")


def test_what_is_wrong_with_a_form_is_said_in_it(pressed):
    assert answer(pressed, NameForm({})) == (422, "None|A name, please.")


@pytest.mark.parametrize(
    ("refusal", "status"), [(Refusal("Not today."), 422), (Stale("Changed."), 409)]
)
def test_a_refusal_is_said_in_the_form_it_answers(pressed, refusal, status):
    assert answer(pressed, NameForm({"name": "甲"}), refusal) == (status, f"{refusal}|")


def test_what_is_done_closes_the_dialog_and_lets_the_page_look_again(pressed):
    news = answers.changed("house")

    said = answers.done(
        pressed, "house/_done.html", {"word": "Done"}, news=news, back="/house/"
    )

    assert said.content.decode() == "Done"
    assert json.loads(said["HX-Trigger"]) == {"house-changed": {"target": "body"}}


def test_what_is_done_without_htmx_leads_back(without_htmx):
    said = answers.done(without_htmx, "house/_done.html", {}, news="", back="/house/")

    assert (said.status_code, said["Location"]) == (302, "/house/")


def test_what_is_done_on_a_page_of_its_own_leads_back(by_its_address):
    said = answers.done(by_its_address, "house/_done.html", {}, news="", back="/house/")

    assert (said.status_code, said["HX-Redirect"]) == (200, "/house/")


def test_only_a_dialog_can_be_closed(pressed, by_its_address):
    shown = [
        answers.dialog(request, "house", "_head.html", {}).content
        for request in (pressed, by_its_address)
    ]

    assert shown == [b"True", b"False"]
