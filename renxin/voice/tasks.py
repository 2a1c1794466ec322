from django.utils import timezone
from procrastinate.contrib.django import app

from renxin.voice import channels
from renxin.voice.hooked import AHEAD, OF_THESE_DAYS
from renxin.voice.models import Heeded
from renxin.voice.outbox import gathering, sending, silence
from renxin.voice.outbox.clock import house_clock
from renxin.voice.wordings import again

# As long as a carrier's line counts as of these days, however fast its clock.
KEEPS_CALLS = OF_THESE_DAYS + 2 * AHEAD


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="voice.due", pass_context=False)
def send_due(timestamp: int) -> None:
    sending.send_due(now=house_clock())


@app.task(pass_context=False)
def send_now(pk: int) -> None:
    """What somebody is waiting for."""
    sending.send(pk, now=house_clock())


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="voice.recordings", pass_context=False)
def let_old_recordings_go(timestamp: int) -> None:
    """What a channel keeps of its own, and which calls came, is kept for a while."""
    Heeded.objects.filter(at__lt=timezone.now() - KEEPS_CALLS).delete()
    for channel in channels.in_use():
        channel.let_go(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="voice.silence", pass_context=False)
def look_for_silence(timestamp: int) -> None:
    silence.look(at=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="voice.reports", pass_context=False)
def ask_what_arrived(timestamp: int) -> None:
    """Carriers that cannot call us are asked."""
    gathering.gather(now=house_clock())


@app.periodic(cron="17 4 * * *")
@app.task(queueing_lock="voice.wordings", pass_context=False)
def look_again_at_wordings(timestamp: int) -> None:
    """The rules may have changed with the last upgrade."""
    again.tell(at=timezone.now(), on=timezone.localdate())
