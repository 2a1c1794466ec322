"""How the carrier of B9 misbehaves, with its times shortened so that a run ends."""

from renxin.voice.rehearsal.profiles import Profile

NASTY = Profile(
    busy=0.08,
    refuses=0.04,
    slow=0.08,
    fails=0.06,
    resets=0.04,
    books_lag=0.8,
    gives_up_in=1.0,
)
