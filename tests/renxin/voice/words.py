"""Words written and looked over by the cast of the tests."""

from renxin.voice.models import Wording, WordingReview, WordingVersion
from renxin.voice.models.wording_version import Draft
from renxin.voice.wordings.adopting import adopt
from renxin.voice.wordings.shipped import all_shipped
from tests.cast import NOON, TODAY

PLAIN = Draft(
    "【{clinic}】{name}您好，{when} 等您来。", "[{clinic}] Dear {name}, see you {when}."
)


def own_topic(topic="OWN_HELLO", **more):
    told = {"channel": "ANY", "surface": "svc", "title_zh": "问候", "title_en": "Hello"}
    return Wording.objects.create(topic=topic, at=NOON, **told | more)


def came(topic="EVE"):
    return adopt(all_shipped()[topic], at=NOON, on=TODAY)


def write(wording, by, draft=PLAIN, at=NOON):
    after = wording.versions.count()
    return WordingVersion.write(wording, draft, after=after, by=by, at=at, on=TODAY)


def approve(version, by, reason="", at=NOON):
    return WordingReview.approve(version, reason=reason, by=by, at=at, on=TODAY)
