from datetime import timedelta

import pytest
from django.utils import timezone

from renxin.voice.models import Dispatch, Heeded
from renxin.voice.tasks import let_old_recordings_go, send_due, send_now
from tests.renxin.voice.conftest import written


@pytest.fixture
def urgent(wang_fang, dongyuan, settings, tmp_path):
    settings.HOME = tmp_path
    now = timezone.now()
    return written(
        wang_fang,
        dongyuan,
        saying="CODE",
        not_before=now,
        not_after=now + timedelta(minutes=10),
    )


def test_what_somebody_waits_for_goes_at_once_and_only_once(urgent):
    send_now(urgent.pk)
    send_due(timestamp=0)

    assert Dispatch.objects.get().message == urgent


def test_calls_of_carriers_are_known_as_long_as_they_could_come_again(db):
    for days in (1, 3, 4):
        at = timezone.now() - timedelta(days=days)
        Heeded.objects.create(channel="aliyun", digest=bytes([days]), at=at)

    let_old_recordings_go(timestamp=0)

    assert [bytes(one.digest)[0] for one in Heeded.objects.order_by("-at")] == [1, 3]


def test_whatever_a_channel_keeps_is_tidied(urgent):
    send_now(urgent.pk)

    let_old_recordings_go(timestamp=0)

    assert Dispatch.objects.exists()
