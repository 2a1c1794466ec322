from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.voice import channels
from renxin.voice.outbox import sending


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="voice.due", pass_context=False)
def send_due(timestamp: int) -> None:
    sending.send_due(now=timezone.now)


@app.task(pass_context=False)
def send_now(pk: int) -> None:
    """What somebody is waiting for."""
    sending.send(pk, now=timezone.now)


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="voice.recordings", pass_context=False)
def let_old_recordings_go(timestamp: int) -> None:
    """What a channel keeps of its own, it keeps for a while."""
    channel = channels.at_hand()
    if channel:
        channel.let_go(at=timezone.now())
