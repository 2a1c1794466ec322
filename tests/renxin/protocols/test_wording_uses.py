import pytest
from django.urls import reverse

from renxin.protocols import library
from renxin.protocols.models import Protocol
from renxin.voice.kinds import ChannelKind
from renxin.voice.wordings.library import library as wordings
from renxin.voice.wordings.uses import all_uses
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def furnished():
    library.furnish(at=NOON)


def test_a_topic_tells_which_protocol_says_it():
    (use,) = all_uses()["RP_EXT_D1"]

    extraction = Protocol.objects.get(code="RP-EXT")
    assert use.url == reverse("protocols:show", args=[extraction.pk])


def test_every_step_that_came_has_words_at_once():
    said, held = (topic for topic in all_uses()), wordings(at=NOON)

    for topic in said:
        channels = (ChannelKind.CALL, ChannelKind.SMS)
        assert any(held.spoken(topic, one, "zh-hans") for one in channels), topic
