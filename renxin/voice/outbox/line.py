"""On the line: many at the same moment, and who answers first is heard first.

What hangs on a carrier that does not answer holds up nobody but itself.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Self

from renxin.voice import wire
from renxin.voice.channels import Answer, Channel, Heard
from renxin.voice.outbox import policy
from renxin.voice.outbox.asking import Asked, Open, asked, nothing_known
from renxin.voice.outbox.deciding import Ready
from renxin.voice.outbox.settling import Handed

LINES = 24
# Answers are written down together: the first is waited for, and then so long.
TOGETHER_S = 0.1
Heeded = Handed | Asked | None


class OnTheLine:
    """Whatever is being handed over or asked about, and has not answered yet."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.pool = ThreadPoolExecutor(LINES)
        self.out: set[Future[Heeded]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pool.shutdown(cancel_futures=True)

    def __len__(self) -> int:
        return len(self.out)

    def hand_over(self, ready: Iterable[Ready]) -> None:
        for one in ready:
            self._put(one.channel, partial(handed_over, one, self.now))

    def ask(self, questions: Iterable[Open]) -> None:
        for one in questions:
            self._put(one.channel, partial(asked, one))

    def heard(self) -> tuple[list[Handed], list[Asked]]:
        """What has answered by now, once anything has."""
        if not self.out:
            return [], []
        wait(self.out, return_when=FIRST_COMPLETED)
        done, self.out = wait(self.out, timeout=TOGETHER_S)
        came = [one.result() for one in done]
        handed = [one for one in came if isinstance(one, Handed)]
        return handed, [one for one in came if isinstance(one, Asked)]

    def _put(self, channel: Channel, call: Callable[[], Heeded]) -> None:
        """What is laid into our own house we lay there ourselves, at once."""
        if not channel.in_house:
            self.out.add(self.pool.submit(call))
            return
        laid: Future[Heeded] = Future()
        laid.set_result(call())
        self.out.add(laid)


def handed_over(one: Ready, now: Callable[[], datetime]) -> Handed | None:
    """Only while it is surely ours still; it may have waited long for a line."""

    def still() -> bool:
        until = one.message.held_until
        return until is not None and now() < until - policy.sending().margin

    if not still():
        return None
    try:
        with wire.while_ours(still):
            answer = one.channel.send(one.letter)
    except wire.NotOurs:
        return None
    except wire.NotReached as trouble:
        answer = Answer(Heard.UNSENT, code=str(trouble))
    except Exception as trouble:  # noqa: BLE001  see `nothing_known`
        answer = nothing_known(one.channel, trouble)
    return Handed(one.message, one.channel, one.words.kept, answer)
