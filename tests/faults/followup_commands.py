"""Commands of following up: the line is counted, mended and explained."""

from datetime import timedelta

from django.utils import timezone

from renxin.followup.desk import holding
from renxin.followup.kinds import WhyBroken
from renxin.followup.models import (
    LineAlarm,
    LineBreak,
    ListRow,
    MinedList,
    WrongNumber,
)
from renxin.patients.models import Consent, Reach
from renxin.promises.models import Promise
from renxin.promises.terms import Terms
from renxin.staff.roles import Role
from renxin.visits.models import Visit
from tests.faults.asked import as_role


def broken(world):
    now = timezone.now()
    left = {"began_at": now - timedelta(days=3), "ended_at": now - timedelta(days=3)}
    visit = Visit.objects.create(
        patient=world["patient"], clinic=world["clinic"], **left
    )
    return LineBreak.objects.create(
        patient=visit.patient,
        clinic=visit.clinic,
        visit=visit,
        why=WhyBroken.NEVER,
        left_at=visit.ended_at,
        broken_at=visit.ended_at,
        found_at=now,
    )


def called(world):
    return as_role(world, Role.CARE, "followup:line_call", {}, broken(world).pk)


def explained(world):
    told = {"why": "MOVED"}
    return as_role(world, Role.CARE, "followup:line_reason", told, broken(world).pk)


def started(world):
    return as_role(
        world, Role.MANAGER, "followup:line_start", {"counted_from": "2026-01-01"}
    )


def heard(world):
    now = timezone.now()
    alarm = LineAlarm.objects.create(
        clinic=world["clinic"],
        day=world["clinic"].day_of(now),
        broken=1,
        loose=0,
        owner_role=Role.CARE,
        at=now,
    )
    return as_role(world, Role.CARE, "followup:line_alarm", {}, alarm.pk)


FOLLOWUP = {
    "followup:line_call": called,
    "followup:line_reason": explained,
    "followup:line_start": started,
    "followup:line_alarm": heard,
}


def owed(world):
    now = timezone.now()
    terms = Terms(
        kind="CALL",
        what="回电话",
        due_from=now,
        due_at=now + timedelta(hours=1),
        owner_role=Role.CARE,
    )
    carer = world["people"][Role.CARE]
    patient = world["patient"]
    Reach.keep(patient, "+8613812342207", whose=Reach.Whose.OWN)
    return Promise.make(patient, terms, clinic=world["clinic"], by=carer, at=now)


def asked_for(world):
    """Owed for this very hour, so that the hour does not matter."""
    promise, now = owed(world), timezone.now()
    carer, then = world["people"][Role.CARE], now + timedelta(minutes=1)
    promise.defer(to=then, outcome="ANOTHER_TIME", by=carer, at=now)
    return promise


def taken(world):
    asked_for(world)
    return as_role(world, Role.CARE, "followup:call_next", {})


def let_go(world):
    taken = {"clinic": world["clinic"], "by": world["people"][Role.CARE]}
    asked_for(world)
    holding.take_next(taken["clinic"], by=taken["by"], at=timezone.now())
    return as_role(world, Role.CARE, "followup:call_rest", {})


def rung(world):
    told = {"heard": "REACHED"}
    return as_role(world, Role.CARE, "followup:call", told, owed(world).pk)


FOLLOWUP |= {
    "followup:call_next": taken,
    "followup:call_rest": let_go,
    "followup:call": rung,
}


def consented(world):
    """Here seven months ago, and agreed to be called from old records."""
    long_ago = timezone.now() - timedelta(days=210)
    patient, clinic = world["patient"], world["clinic"]
    told = {"began_at": long_ago, "ended_at": long_ago}
    Visit.objects.create(patient=patient, clinic=clinic, **told)
    return Consent.objects.create(
        patient=patient,
        purpose="RECALL",
        answer="GIVEN",
        method="PAPER",
        text_version="1",
        evidence="A-1",
        given_at=long_ago,
    )


def listed(world):
    now, consent = timezone.now(), consented(world)
    drawn = MinedList.objects.create(
        clinic=world["clinic"],
        sort="OVERDUE",
        found=1,
        without_consent=0,
        left_in_peace=0,
        beyond=0,
        by=world["people"][Role.CARE],
        at=now,
    )
    return ListRow.objects.create(
        mined_list=drawn,
        patient=world["patient"],
        place=1,
        why="很久没来",
        is_agreed=False,
        consent=consent,
    )


def drawn(world):
    consented(world)
    return as_role(world, Role.CARE, "followup:list_new", {"sort": "OVERDUE"})


def struck(world):
    told = {"why": "正在外院治疗"}
    return as_role(world, Role.DOCTOR, "followup:list_striking", told, listed(world).pk)


def agreed(world):
    pk = listed(world).mined_list_id
    return as_role(world, Role.DOCTOR, "followup:list_agreement", {}, pk)


FOLLOWUP |= {
    "followup:list_new": drawn,
    "followup:list_striking": struck,
    "followup:list_agreement": agreed,
}


def need_said(world):
    told = {"need": "PREVENTION", "why": "只来洗牙"}
    return as_role(world, Role.DOCTOR, "followup:need", told, world["patient"].pk)


FOLLOWUP |= {"followup:need": need_said}


def number_right(world):
    point = owed(world).patient.reaches.get().contact_point
    wrong = WrongNumber.objects.create(
        contact_point=point,
        patient=world["patient"],
        by=world["people"][Role.CARE],
        at=timezone.now(),
    )
    told = {"why": "她从这个号码打来"}
    return as_role(world, Role.CARE, "followup:right_number", told, wrong.pk)


FOLLOWUP |= {"followup:right_number": number_right}
