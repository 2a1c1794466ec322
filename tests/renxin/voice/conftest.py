"""A message to Wang Fang about a thing the tests can say anything of."""

from datetime import timedelta

import pytest

from renxin.patients.models import ContactPoint
from renxin.voice.channels import Answer, Heard
from renxin.voice.kinds import Receipt, Saying
from renxin.voice.models import Message
from renxin.voice.outbox import subjects
from renxin.voice.wordings.library import Spoken
from tests.cast import NOON


class Gateway:
    """A carrier outside the house: it answers as told, and keeps what it was given."""

    name, receipt = "gateway", Receipt.ACCEPTED
    reaches, family, needs_template, in_house = "PHONE", "SMS", False, False

    def __init__(self):
        self.answers, self.took, self.knows = [], [], {}

    def send(self, letter):
        answer = self.answers.pop(0) if self.answers else Heard.YES
        if isinstance(answer, Exception):
            raise answer
        self.took.append(letter)
        self.knows[letter.out_id] = Heard.YES
        return answer if isinstance(answer, Answer) else Answer(answer)

    def ask(self, question):
        return Answer(self.knows.get(question.out_id, Heard.NO))

    def let_go(self, *, at):
        self.knows.clear()


@pytest.fixture
def gateway():
    return Gateway()


@pytest.fixture(autouse=True)
def thing(monkeypatch):
    """What the messages are about; it stands until a test says otherwise."""
    state = {"why": ""}
    monkeypatch.setitem(subjects.standings, "thing", lambda _m, _at: state["why"])
    monkeypatch.setattr(subjects, "fillings", {})
    return state


@pytest.fixture
def message(wang_fang, dongyuan):
    return written(wang_fang, dongyuan)


def written(patient, clinic, **fields):
    told = {
        "purpose": "SVC_MSG",
        "saying": Saying.EVE,
        "fields": {"doctor": "李予安"},
        "about": "thing",
        "about_id": 1,
        "about_at": NOON + timedelta(days=1),
        "not_before": NOON,
        "not_after": NOON + timedelta(hours=20),
        "made_at": NOON,
        "contact_point": ContactPoint.objects.filter(reaches__patient=patient).first(),
    }
    return Message.objects.create(patient=patient, clinic=clinic, **told | fields)


def in_words(text):
    """Words that nobody looked over, as if the house came with them."""
    told = {"topic": "T", "channel": "SMS", "surface": "mkt", "language": "zh-hans"}
    return Spoken(text=text, number=1, version_id=None, **told)
