"""What people do on the flow board, each with two patients in the house."""

from django.utils import timezone

from renxin.staff.roles import Role
from renxin.visits.kinds import Kind, Stage, Urgency
from renxin.visits.models import DisplayKey, Visit
from renxin.visits.terms import Coming
from tests.cast import enrolled
from tests.faults.asked import as_role

ASKED = {"name": "拍片", "stage": Stage.EXAMINATION, "goal_minutes": 12}


def here(world, *, stage=Stage.GREETING):
    """Two people at one station, the one asked for first in line."""
    visits = []
    greeter = world["people"][Role.GREETER]
    for patient in (world["patient"], enrolled(world["clinic"], "P-2", "李强")):
        coming = Coming(kind=Kind.FIRST)
        visit = Visit.begin(
            patient, world["clinic"], coming, by=greeter, at=timezone.now()
        )
        if stage != Stage.GREETING:
            station = world["clinic"].stations.get(stage=stage)
            visit.send_on(station, by=greeter, at=timezone.now())
        visits.append(visit)
    return visits


def on_a_card(name, told, *, role=Role.GREETER, which=0, stage=Stage.GREETING):
    def request(world):
        visit = here(world, stage=stage)[which]
        step = {"seen": visit.stage_entries.current().get().pk}
        sent = told(world) if callable(told) else told
        return as_role(world, role, name, step | sent, visit.pk)

    return request


def at_a_station(name, told, *, stage=Stage.CASHIER, role=Role.MANAGER):
    def request(world):
        here(world, stage=Stage.CONSULTATION)
        station = world["clinic"].stations.get(stage=stage)
        sent = {"version": station.version} | told
        return as_role(world, role, name, sent, station.pk)

    return request


def greeted(world):
    told = {"patient": world["patient"].pk, "urgency": Urgency.URGENT}
    return as_role(world, Role.GREETER, "visits:greeting", told)


def on_to_consultation(world):
    return {"station": world["clinic"].stations.get(stage=Stage.CONSULTATION).pk}


def to_a_doctor(world):
    return {"doctor": world["people"][Role.DOCTOR].pk}


def station_added(world):
    return as_role(world, Role.MANAGER, "visits:station_new", ASKED)


def display_opened(world):
    return as_role(world, Role.MANAGER, "visits:stations", {})


def display_shut(world):
    manager = world["people"][Role.MANAGER]
    DisplayKey.make(world["clinic"], by=manager, at=timezone.now())
    return as_role(world, Role.MANAGER, "visits:display_end", {})


def on_their_way(world):
    """A doctor has left; whoever waits for them waits for whoever is free."""
    doctor = world["people"][Role.DOCTOR]
    visit = here(world)[0]
    visit.give_to(doctor, by=doctor, at=timezone.now())
    told = {"doctor": ""}
    return as_role(world, Role.GREETER, "visits:stand_in", told, doctor.pk)


WORSE = {"why": "WORSE"}
BLEEDS = {"urgency": Urgency.EMERGENCY, "why": "BLEEDING"}
FLOW = {
    "visits:greeting": greeted,
    "visits:take_back": on_a_card("visits:take_back", {}),
    "visits:stand_in": on_their_way,
    "visits:hand_over": on_a_card("visits:hand_over", on_to_consultation),
    "visits:doctor": on_a_card("visits:doctor", to_a_doctor),
    "visits:urgency": on_a_card(
        "visits:urgency", {"urgency": Urgency.EMERGENCY, "why": "BLEEDING"}
    ),
    "visits:call": on_a_card("visits:call", WORSE, role=Role.DOCTOR, which=1),
    "visits:take_up": on_a_card("visits:take_up", {}, stage=Stage.CONSULTATION),
    "visits:turn": on_a_card("visits:turn", WORSE, role=Role.DOCTOR),
    "visits:call_next": at_a_station(
        "visits:call_next", {}, stage=Stage.CONSULTATION, role=Role.GREETER
    ),
    "visits:station": at_a_station("visits:station", ASKED),
    "visits:station_close": at_a_station("visits:station_close", {}),
    "visits:station_place": at_a_station("visits:station_place", {"way": "up"}),
    "visits:station_new": station_added,
    "visits:stations": display_opened,
    "visits:display_end": display_shut,
}
