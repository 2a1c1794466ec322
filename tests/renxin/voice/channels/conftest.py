"""A carrier on this machine, as a rehearsal has it, and a letter to give it."""

from datetime import UTC, datetime

import pytest

from renxin.voice.channels import Letter, Question
from renxin.voice.rehearsal.profiles import PROFILES, Profile
from renxin.voice.rehearsal.server import Carrier

OUT_ID = "6d0f3a34-95a5-4f8e-9b0f-2a6c1f8f7f11"
NUMBER = "+8613812342207"


@pytest.fixture
def carrier():
    opened = []

    def open_one(profile=PROFILES["kind"], **given):
        opened.append(Carrier(profile, **given).open())
        return opened[-1]

    yield open_one
    for one in opened:
        one.shutdown()
        one.server_close()


@pytest.fixture
def letter():
    return Letter(
        OUT_ID,
        NUMBER,
        "【东院】王*您好",
        "EVE",
        template="SMS_1",
        blanks=("clinic", "name"),
        values={"clinic": "东院", "name": "王*", "link": "k"},
    )


@pytest.fixture
def question():
    return Question(OUT_ID, NUMBER, datetime.now(tz=UTC))


def always(mishap):
    return Profile(**{mishap: 1.0}, gives_up_in=0.6)
