from datetime import timedelta

from renxin.portal.links import link_of, whole
from renxin.portal.models import Key
from renxin.voice.models import Message
from tests.cast import NOON


def test_a_link_is_made_for_one_message_and_only_its_digest_is_kept(
    wang_fang, settings
):
    settings.ADDRESS = "https://renxin.example/"

    address = link_of(Message(patient=wang_fang, saying="EVE"), NOON)

    secret = address.removeprefix("https://renxin.example/my/k/").rstrip("/")
    assert len(secret) >= 22  # 128 bits and more
    key = Key.objects.behind(secret, Key.Kind.LINK, at=NOON)
    assert key.patient == wang_fang
    assert secret not in repr(Key.objects.values().get())


def test_it_opens_for_a_month_and_until_it_is_taken_back(wang_fang, settings):
    settings.ADDRESS = "https://renxin.example"
    secret = link_of(Message(patient=wang_fang, saying="EVE"), NOON).split("/")[-2]

    assert not Key.objects.behind(secret, "LINK", at=NOON + timedelta(days=30))
    assert not Key.objects.behind(secret, "FEED", at=NOON)

    Key.objects.get().revoke(at=NOON)
    assert not Key.objects.behind(secret, "LINK", at=NOON)


def test_where_nobody_said_the_address_there_is_no_link(wang_fang, settings, tmp_path):
    settings.HOME, settings.ADDRESS = tmp_path, ""

    assert whole("/my/") == ""
    assert link_of(Message(patient=wang_fang, saying="EVE"), NOON) == ""

    (tmp_path / "run.json").write_text('{"address": "http://127.0.0.1:8000"}')
    assert whole("/my/") == "http://127.0.0.1:8000/my/"
