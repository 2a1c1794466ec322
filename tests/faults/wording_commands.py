"""Commands of the library: words written, looked over, sent back and withdrawn."""

from django.utils import timezone

from renxin.staff.roles import Role
from renxin.voice.models import Wording, WordingVersion
from tests.faults.asked import as_role
from tests.renxin.voice.words import PLAIN

WHERE = ("OWN_HELLO", "ANY")
TYPED = {"zh": PLAIN.zh, "en": PLAIN.en, "expires_on": ""}
TOPIC = {
    "topic": "OWN_BYE",
    "channel": "SMS",
    "surface": "svc",
    "role": "",
    "title_zh": "再见",
    "title_en": "Goodbye",
}


CERTIFICATE = {
    "number": "医广【2026】第01-02-003号",
    "first_name": "仁心口腔门诊部",
    "runs_in": ["PRINT"],
    "issued_on": "2026-03-01",
    "expires_on": "2027-03-01",
    "sample": "仁心口腔门诊部 医广【2026】第01-02-003号",
}


def waiting(world):
    now, by = timezone.now(), world["people"][Role.CARE]
    told = {"surface": "svc", "title_zh": "问候", "title_en": "Hello"}
    wording, _new = Wording.objects.get_or_create(
        topic=WHERE[0], channel=WHERE[1], defaults=told | {"at": now}
    )
    last = wording.versions.count()
    return WordingVersion.write(
        wording, PLAIN, after=last, by=by, at=now, on=now.date()
    )


def opened(world):
    data = TYPED | TOPIC | {"after": 0}
    return as_role(world, Role.CARE, "wordings:new", data)


def written(world):
    data = TYPED | {"after": waiting(world).number}
    return as_role(world, Role.CARE, "wordings:next", data, *WHERE)


def approved(world):
    data = {"version": waiting(world).number, "reason": ""}
    return as_role(world, Role.COMPLIANCE, "wordings:approval", data, *WHERE)


def sent_back(world):
    data = {"version": waiting(world).number, "why": "太硬"}
    return as_role(world, Role.COMPLIANCE, "wordings:return", data, *WHERE)


def withdrawn(world):
    data = {"why": "先不发"}
    where = ("EVE", "ANY")
    return as_role(world, Role.COMPLIANCE, "wordings:withdrawal", data, *where)


def licence_kept(world):
    data = {"first_name": "仁心口腔门诊部", "departments": "口腔科"}
    return as_role(world, Role.COMPLIANCE, "wordings:licence", data)


def certificate_kept(world):
    return as_role(world, Role.COMPLIANCE, "wordings:certificates", CERTIFICATE)


WORDINGS = {
    "wordings:licence": licence_kept,
    "wordings:certificates": certificate_kept,
    "wordings:new": opened,
    "wordings:next": written,
    "wordings:approval": approved,
    "wordings:return": sent_back,
    "wordings:withdrawal": withdrawn,
}
