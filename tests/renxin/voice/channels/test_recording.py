import os
from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.voice.channels import Heard, Letter, Question, in_use
from renxin.voice.channels.recording import channel

OUT_ID = "6d0f3a34-95a5-4f8e-9b0f-2a6c1f8f7f11"


@pytest.fixture
def recording(settings, tmp_path):
    settings.HOME = tmp_path
    return channel()


def letter(words):
    return Letter(OUT_ID, "+8613812342207", words, "EVE")


def test_a_message_is_written_once_and_for_the_owner_alone(recording):
    recording.send(letter("先"))
    recording.send(letter("后"))

    assert recording.read(OUT_ID)["words"] == "先"
    place = recording.folder / f"{OUT_ID}.json"
    assert place.stat().st_mode & 0o777 == 0o600


def test_it_knows_what_it_was_given(recording):
    question = Question(OUT_ID, "+8613812342207", timezone.now())
    assert recording.ask(question).heard is Heard.NO

    recording.send(letter("好"))

    assert recording.ask(question).heard is Heard.YES


def test_recordings_go_after_a_week(recording):
    recording.send(letter("好"))
    old = (timezone.now() - timedelta(days=8)).timestamp()
    os.utime(recording.folder / f"{OUT_ID}.json", (old, old))

    recording.let_go(at=timezone.now())

    assert recording.read(OUT_ID) == {}


def test_a_number_of_ours_is_no_path(recording):
    with pytest.raises(ValueError, match="badly formed"):
        recording.read("../../secret.key")


def test_until_a_channel_is_set_up_everything_is_recorded(recording, db):
    assert in_use() == [recording]
